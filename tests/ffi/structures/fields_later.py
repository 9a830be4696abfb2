# _fields_ may be set later, once, before the class is used.
from ctypes import *


class A(Structure):
    pass


class B(Structure):
    _fields_ = [("a", POINTER(A))]


A._fields_ = [("b", B), ("n", c_int)]
a = A(n=5)
a.b.a = pointer(a)
print(a.b.a.contents.b.a.contents.n, sizeof(A))
# expect: 5 16
for cls, fields in [(A, []), (B, [("x", c_int)])]:
    try:
        cls._fields_ = fields
    except AttributeError as error:
        print(error)
# expect: _fields_ is final
# expect: _fields_ is final


class C(Structure):
    pass


C()
try:
    C._fields_ = [("x", c_int)]
except AttributeError as error:
    print(error)
# expect: _fields_ is final


class D(Structure):
    pass


try:
    D._fields_ = [("d", D)]
except AttributeError as error:
    print(error)
# expect: Structure or union cannot contain itself


class E(A):
    pass


E._fields_ = [("m", c_int)]
print(sizeof(E), E(m=3, n=4).n, E.m.offset)
# expect: 24 4 16
