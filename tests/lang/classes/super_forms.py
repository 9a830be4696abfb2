class A:
    def __init__(self, v): self.v = v
    @classmethod
    def make(cls, v): return cls(v)
    @staticmethod
    def s(): return "A.s"
    @property
    def p(self): return "A.p"
class B(A):
    def __init__(self, v):
        super().__init__(v + 1)
    @classmethod
    def make(cls, v): return super().make(v * 10)
    @staticmethod
    def s(): return super(B, B).s() + "!"
    @property
    def p(self): return super().p + "!"
    def nested(self):
        f = lambda: super(B, self).p
        return f()
b = B.make(2)
print(b.v, b.s(), b.p, b.nested(), super(B, b).p, type(super(B, b)).__name__)
# expect: 21 A.s! A.p! A.p A.p super
