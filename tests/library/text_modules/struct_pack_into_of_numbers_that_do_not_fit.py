# What came before stays written; of the number itself nothing does.
import struct

for form, *numbers in ("bh", 1, 70000), ("<bh", 1, 70000), ("b", 300), ("<q", 2**70), ("<H", -1):
    data = bytearray(b"\xff" * 8)
    try:
        struct.pack_into(form, data, 0, *numbers)
    except struct.error as error:
        print(error)
    print(data.hex())
# expect: short format requires -32768 <= number <= 32767
# expect: 01000000ffffffff
# expect: short format requires -32768 <= number <= 32767
# expect: 010000ffffffffff
# expect: byte format requires -128 <= number <= 127
# expect: 00ffffffffffffff
# expect: argument out of range
# expect: 0000000000000000
# expect: ushort format requires 0 <= number <= 65535
# expect: 0000ffffffffffff
