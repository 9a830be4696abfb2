def deco(f):
    def w(*a): return f"<{f(*a)}>"
    return w
def arg(n):
    def d(f): return lambda *a: f(*a) * n
    return d
@deco
@arg(2)
def f(x): return x
print(f("a"))  # expect: <aa>
class N:
    @staticmethod
    def d(f): return "replaced"
@N.d
def g(): pass
@[lambda f: 1, lambda f: 2][1]
class K: pass
@(lambda c: (c, "wrapped"))
class L: pass
print(g, K, L[1], L[0].__name__)  # expect: replaced 2 wrapped L
