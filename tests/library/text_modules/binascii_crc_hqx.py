import binascii
print(binascii.crc_hqx(b"123456789", 0), binascii.crc_hqx(b"abc", -1), binascii.crc_hqx(b"abc", 2**40 + 5), binascii.crc_hqx(b"", 70000))
# expect: 12739 20810 25123 4464
