import struct
print(struct.pack("<ihb", 1, 2, 3), struct.pack(">I", 1), struct.unpack("<ih", b"\x01\0\0\0\x02\0"), struct.calcsize("<ihb"), struct.calcsize("ib"), struct.pack("3s5p", b"abcd", b"xy"), struct.pack("<d", 1.5), struct.pack(">f", 0.1), struct.unpack(">q", b"\xff" * 8), struct.pack("?c", True, b"x"), struct.pack("<2x1B", 5), struct.pack("<e", 1.5), struct.pack("!H", 258))
s = struct.Struct("<hh"); print(s.size, s.format, s.pack(1, 2), s.unpack(b"\1\0\2\0"), list(s.iter_unpack(b"\1\0\2\0\3\0\4\0")), s.unpack_from(b"xx\1\0\2\0", 2))
b = bytearray(6); struct.pack_into("<H", b, 2, 0x0102); print(b)
for f in (lambda: struct.pack("<h", 40000), lambda: struct.pack("i"), lambda: struct.unpack("i", b"12"), lambda: struct.pack("z", 1), lambda: struct.pack("i", "x"), lambda: struct.pack("B", -1), lambda: struct.pack("c", "a"), lambda: struct.unpack_from("i", b"12", 0)):
    try:
        f()
    except struct.error as e:
        print(e)
# expect: b'\x01\x00\x00\x00\x02\x00\x03' b'\x00\x00\x00\x01' (1, 2) 7 5 b'abc\x02xy\x00\x00' b'\x00\x00\x00\x00\x00\x00\xf8?' b'=\xcc\xcc\xcd' (-1,) b'\x01x' b'\x00\x00\x05' b'\x00>' b'\x01\x02'
# expect: 4 <hh b'\x01\x00\x02\x00' (1, 2) [(1, 2), (3, 4)] (1, 2)
# expect: bytearray(b'\x00\x00\x02\x01\x00\x00')
# expect: short format requires -32768 <= number <= 32767
# expect: pack expected 1 items for packing (got 0)
# expect: unpack requires a buffer of 4 bytes
# expect: bad char in struct format
# expect: required argument is not an integer
# expect: ubyte format requires 0 <= number <= 255
# expect: char format requires a bytes object of length 1
# expect: unpack_from requires a buffer of at least 4 bytes for unpacking 4 bytes at offset 0 (actual buffer size is 2)
