class A:
    def __eq__(self, o): return isinstance(o, A)
class B(A):
    def __hash__(self): return 5
class C(B):
    def __eq__(self, o): return True
class D(B): pass
print(A.__hash__, hash(B()), C.__hash__, hash(D()), B() == A(), A() != A(), B() == 5)
try:
    hash(A())
except TypeError as e:
    print(e)
# expect: None 5 None 5 True False False
# expect: unhashable type: 'A'
