class C:
    def __enter__(self): return (1, (2, 3))
    def __exit__(self, *a): pass
class O: pass
o = O(); d = {}
with C() as (a, (b, c)): print(a, b, c)
with C() as o.x, C() as d["k"], C() as [p, q]: print(o.x, d, p, q)
# expect: 1 2 3
# expect: (1, (2, 3)) {'k': (1, (2, 3))} 1 (2, 3)
