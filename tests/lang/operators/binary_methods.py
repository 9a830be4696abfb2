class V:
    def __init__(self, n): self.n = n
    def __add__(self, o): return ("add", o)
    def __sub__(self, o): return ("sub", o)
    def __mul__(self, o): return ("mul", o)
    def __truediv__(self, o): return ("truediv", o)
    def __floordiv__(self, o): return ("floordiv", o)
    def __mod__(self, o): return ("mod", o)
    def __pow__(self, o): return ("pow", o)
    def __matmul__(self, o): return ("matmul", o)
    def __and__(self, o): return ("and", o)
    def __or__(self, o): return ("or", o)
    def __xor__(self, o): return ("xor", o)
    def __lshift__(self, o): return ("lshift", o)
    def __rshift__(self, o): return ("rshift", o)
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
v = V(1)
print(v + 1, v - 1, v * 1, v / 1, v // 1, v % 1, v ** 1, v @ 1, v & 1, v | 1, v ^ 1, v << 1, v >> 1, -v, +v, ~v)
# expect: ('add', 1) ('sub', 1) ('mul', 1) ('truediv', 1) ('floordiv', 1) ('mod', 1) ('pow', 1) ('matmul', 1) ('and', 1) ('or', 1) ('xor', 1) ('lshift', 1) ('rshift', 1) neg pos invert
