class A:
    def __add__(self, o): return "A.add"
    def __radd__(self, o): return "A.radd"
    def __lt__(self, o): return "A.lt"
class B(A):
    def __radd__(self, o): return "B.radd"
    def __gt__(self, o): return "B.gt"
class C(A): pass
print(A() + B(), A() + C(), B() + A(), A() < B(), A() + A())
# expect: B.radd A.add A.add B.gt A.add
