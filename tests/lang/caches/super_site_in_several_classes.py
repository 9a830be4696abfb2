class A:
    def f(self): return "A"
class B(A):
    def f(self): return "B" + super().f()
class C(A):
    def f(self): return "C" + super().f()
class D(B, C): pass
class E(C, B): pass
print([x.f() for x in (B(), D(), E(), B(), D())]); A.f = lambda s: "a"; print(D().f()); C.f = A.f; print(D().f(), E().f())
B.__bases__ = (C,); print(B().f())
# expect: ['BA', 'BCA', 'CBA', 'BA', 'BCA']
# expect: BCa
# expect: Ba a
# expect error: order (MRO) for bases C, B
