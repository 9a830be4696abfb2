class N(int):
    def __add__(self, other):
        return N(int(self) + other)
    def __repr__(self):
        return f"N({int(self)})"
n = N(5)
print(n, n + 1, n - 1, type(n - 1), n == 5, hash(n) == hash(5), [n], f"{n}", f"{n:03d}")
print(isinstance(n, int), N("0x10", 16), N(True), N.from_bytes(b"\x07", "big"))
# expect: N(5) N(6) 4 <class 'int'> True True [N(5)] N(5) 005
# expect: True N(16) N(1) N(7)
