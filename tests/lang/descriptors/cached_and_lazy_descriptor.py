class lazy:
    def __init__(self, f): self.f = f
    def __set_name__(self, o, n): self.n = n
    def __get__(self, o, t=None):
        if o is None: return self
        v = o.__dict__[self.n] = self.f(o)
        return v
class A:
    @lazy
    def v(self):
        print("computed")  # expect: computed
        return 42
a = A(); print(a.v, a.v)  # expect: 42 42
