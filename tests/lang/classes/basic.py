class A:
    x = 1
    def __init__(self, y): self.y = y
    def m(self): return self.x + self.y
a = A(2)
print(a.m(), A.x, a.x, A.m(a)); a.x = 10; print(a.m(), A.x, a.__dict__); del a.x; print(a.x)
A.z = 5; print(a.z); A.m = lambda self: "patched"; print(a.m())
# expect: 3 1 1 3
# expect: 12 1 {'y': 2, 'x': 10}
# expect: 1
# expect: 5
# expect: patched
