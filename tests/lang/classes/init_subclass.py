class Base:
    subs = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.subs.append((cls.__name__, tag))
class A(Base, tag="x"): pass
class B(A): pass
print(Base.subs)  # expect: [('A', 'x'), ('B', None)]
try:
    class C(Base, nope=1): pass
except TypeError as e:
    print(e)  # expect: C.__init_subclass__() takes no keyword arguments
try:
    class D(x=1): pass
except TypeError as e:
    print(e)  # expect: D.__init_subclass__() takes no keyword arguments
