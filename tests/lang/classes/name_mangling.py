class A:
    __x = 1
    def __init__(self): self.__y = 2
    def get(self): return self.__x + self.__y, A.__x
    def __m(self): return "m"
    def call(self): return self.__m()
    __dunder__ = 3
    def local(self):
        __v = 5
        return locals().keys() - {"self"}
a = A()
print(a.get(), a.call(), a._A__x, a._A__y, a.__dunder__, sorted(vars(a)), a.local())
try:
    a.__x
except AttributeError as e:
    print(e)
class _B:
    def f(self, __p=1): return __p
    def g(self): self.__z = 1; return vars(self)
print(_B().f(), _B().g())
# expect: (3, 1) m 1 2 3 ['_A__y'] {'_A__v'}
# expect: 'A' object has no attribute '__x'
# expect: 1 {'_B__z': 1}
