class A:
    def f(self): return "A"
class B(A):
    def f(self): return "B" + super().f()
class C(A):
    def f(self): return "C" + super().f()
class D(B, C): pass
class E(C, B): pass
print([x.f() for x in (B(), D(), E(), B(), D())]); A.f = lambda s: "a"; print(D().f()); C.f = A.f; print(D().f(), E().f())
class X:
    def f(self): return "X"
class Y(X): pass
class Z(Y):
    def f(self): return "Z" + super().f()
z = Z(); print(z.f()); Y.f = lambda s: "Y"; print(z.f()); Z.__bases__ = (X,); print(z.f())
# expect: ['BA', 'BCA', 'CBA', 'BA', 'BCA']
# expect: BCa
# expect: Ba a
# expect: ZX
# expect: ZY
# expect: ZX
