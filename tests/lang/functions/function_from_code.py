import types
def f(a, b=2): return a + b + g0
g = types.FunctionType(f.__code__, {"g0": 100}, "newname", (5,))
print(g(1), g.__name__, g.__defaults__)  # expect: 106 newname (5,)
def h(): return "other"
f.__code__ = h.__code__
print(f())  # expect: other
