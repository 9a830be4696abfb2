class A:
    @property
    def x(self): return "A"
class B(A):
    @A.x.setter
    def x(self, v): print("set", v)  # expect: set 1
b = B(); b.x = 1; print(b.x)  # expect: A
class C(A):
    @property
    def x(self): return "C" + super().x
print(C().x)  # expect: CA
class P(property):
    pass
class D:
    @P
    def z(self): return "z"
print(D().z, type(D.__dict__["z"]).__name__)  # expect: z P
