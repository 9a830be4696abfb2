print(bytes(), bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), bytes(b"ab"), bytes(bytearray(b"x")), bytes(range(3)), b"a" b"b")
class B:
    def __bytes__(self): return b"custom"
print(bytes(B()), bytes(memoryview(b"mv")))
for a in ((-1,), ([256],), ("a",), (1.5,), (["a"],), (1, "utf-8"), ("a", "ascii", "strict", 1)):
    try:
        bytes(*a)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: b'' b'\x00\x00\x00' b'\x01\x02\xff' b'\xc3\xa9' b'ab' b'x' b'\x00\x01\x02' b'ab'
# expect: b'custom' b'mv'
# expect: ValueError negative count
# expect: ValueError bytes must be in range(0, 256)
# expect: TypeError string argument without an encoding
# expect: TypeError cannot convert 'float' object to bytes
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError encoding without a string argument
# expect: TypeError bytes() takes at most 3 arguments (4 given)
