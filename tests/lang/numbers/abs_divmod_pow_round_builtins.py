print(abs(-5), abs(-5.5), abs(-2**100), abs(3 - 4j), abs(True))
print(divmod(17, 5), divmod(-17.5, 5), pow(2, 3), pow(2.0, 3), pow(2, -1))
class V:
    def __abs__(self): return "abs"
    def __divmod__(self, o): return "divmod"
    def __rdivmod__(self, o): return "rdivmod"
    def __pow__(self, o, m=None): return ("pow", m)
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
import math
print(abs(V()), divmod(V(), 1), divmod(1, V()), pow(V(), 2), pow(V(), 2, 5), round(V()), round(V(), 2))
print(math.trunc(V()), math.floor(V()), math.ceil(V()))
# expect: 5 5.5 1267650600228229401496703205376 5.0 1
# expect: (3, 2) (-4.0, 2.5) 8 8.0 0.5
# expect: abs divmod rdivmod ('pow', None) ('pow', 5) ('round', None) ('round', 2)
# expect: trunc floor ceil
