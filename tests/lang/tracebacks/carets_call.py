def f(x): raise ValueError("in f")
class C: m = [f]
c = C()
result = [1, c.m[0](5), 2]
