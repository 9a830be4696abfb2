print(b"\x01\xff".hex(), b"\x01\x02\x03\x04".hex(":"), b"\x01\x02\x03".hex("-", 2), b"\x01\x02\x03".hex("-", -2), bytes.fromhex("01 fF\n0a"), bytearray.fromhex(""))
for s in ("0", "0g", "1 2"):
    try:
        bytes.fromhex(s)
    except ValueError as e:
        print(e)
# expect: 01ff 01:02:03:04 01-0203 0102-03 b'\x01\xff\n' bytearray(b'')
# expect: non-hexadecimal number found in fromhex() arg at position 1
# expect: non-hexadecimal number found in fromhex() arg at position 1
# expect: non-hexadecimal number found in fromhex() arg at position 1
