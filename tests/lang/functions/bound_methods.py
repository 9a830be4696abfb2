class C:
    def m(self, x): return x
    def __repr__(self): return "C()"
c = C()
m = c.m
print(m(5), m == c.m, m is c.m, hash(m) == hash(c.m), m.__name__, m.__self__, C.m(c, 6), m.__func__ is C.m, repr(m))
try:
    m.attr = 1
except AttributeError as e:
    print(e)
C.m.tag = "t"; print(m.tag)
import types
print(types.MethodType(lambda s, a: (s, a), 1)(2), types.MethodType(len, "abc")())
# expect: 5 True False True m C() 6 True <bound method C.m of C()>
# expect: 'method' object has no attribute 'attr'
# expect: t
# expect: (1, 2) 3
