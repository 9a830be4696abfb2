class A:
    def f(self): return "A.f"
    def g(self): return "A.g " + self.f()
class B(A):
    def f(self): return "B.f"
class C(B):
    pass
c = C()
print(c.f(), c.g(), isinstance(c, A), issubclass(C, A), C.__mro__, C.__bases__, B.__base__, issubclass(A, B))
# expect: B.f A.g B.f True True (<class '__main__.C'>, <class '__main__.B'>, <class '__main__.A'>, <class 'object'>) (<class '__main__.B'>,) <class '__main__.A'> False
