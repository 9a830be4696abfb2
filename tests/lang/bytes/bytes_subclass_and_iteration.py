class B(bytes):
    def __len__(self): return 99
b = B(b"ab")
print(b, len(b), b == b"ab", type(b + b"c").__name__, list(reversed(b"abc")), list(iter(bytearray(b"xy"))))
# expect: b'ab' 99 True bytes [99, 98, 97] [120, 121]
