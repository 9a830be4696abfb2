class P(tuple):
    def __new__(cls, x, y): return super().__new__(cls, (x, y))
    @property
    def x(self): return self[0]
p = P(1, 2)
print(p, p.x, type(p + ()).__name__, p == (1, 2), type(p[:]).__name__, {p: 1}[(1, 2)])
# expect: (1, 2) 1 tuple True tuple 1
