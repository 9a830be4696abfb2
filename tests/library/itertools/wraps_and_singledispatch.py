from functools import wraps, singledispatch, cached_property, partialmethod, singledispatchmethod
def deco(f):
    @wraps(f)
    def w(*a): return f(*a)
    return w
@deco
def g(x):
    "doc"
print(g.__name__, g.__doc__, g.__wrapped__.__name__)
@singledispatch
def s(x): return "object"
@s.register(int)
def _(x): return "int"
@s.register
def _(x: list): return "list"
print(s(1), s([]), s("a"), s(True), s.dispatch(bool)(0), s.registry.keys() >= {int})
class A:
    @cached_property
    def c(self):
        print("once")
        return 5
    def m(self, a, b): return a, b
    pm = partialmethod(m, 1)
    @singledispatchmethod
    def d(self, x): return "any"
    @d.register
    def _(self, x: int): return "int"
a = A(); print(a.c, a.c, a.pm(2), a.d("x"), a.d(1))
# expect: g doc g
# expect: int list object int int True
# expect: once
# expect: 5 5 (1, 2) any int
