class M(type):
    def __instancecheck__(cls, o): return o == 5
    def __subclasscheck__(cls, c): return c is str
class A(metaclass=M): pass
print(isinstance(5, A), isinstance(6, A), issubclass(str, A), issubclass(int, A), isinstance(A(), A))
# expect: True False True False True
