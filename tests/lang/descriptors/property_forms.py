class A:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "doc of x"
        return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): print("deleted")
    @property
    def ro(self): return "ro"
    y = property(lambda s: "y", doc="d")
    w = property(fset=lambda s, v: print("w", v))
    none = property()
a = A()
a.x += 5; print(a.x); del a.x; print(A.x.__doc__, A.y.__doc__, A.x.fget.__name__, type(A.x).__name__, a.ro, a.y); a.w = 1
for s in ("a.ro = 1", "del a.ro", "a.w", "a.none", "a.none = 1", "del a.none"):
    try:
        exec(s)
    except AttributeError as e:
        print(e)
# expect: 6
# expect: deleted
# expect: doc of x d x property ro y
# expect: w 1
# expect: property 'ro' of 'A' object has no setter
# expect: property 'ro' of 'A' object has no deleter
# expect: property 'w' of 'A' object has no getter
# expect: property 'none' of 'A' object has no getter
# expect: property 'none' of 'A' object has no setter
# expect: property 'none' of 'A' object has no deleter
