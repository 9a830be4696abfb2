class A:
    def f(self): return "A"
class B:
    def f(self): return "B"
class C:
    def __getattr__(self, n): return lambda: "C." + n
class D(dict):
    f = lambda self: len(self)
class E:
    f = staticmethod(lambda: "E")
print([x.f() for x in [A(), B(), C(), D(a=1), E(), A()] * 2])
# expect: ['A', 'B', 'C.f', 1, 'E', 'A', 'A', 'B', 'C.f', 1, 'E', 'A']
