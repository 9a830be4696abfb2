# argtypes that do not go with the paramflags are refused when they are set.
# differs: CPython reads beyond the paramflags, or dereferences NULL.
from ctypes import *

libc = CDLL(None)


class Number:
    @classmethod
    def from_param(cls, value):
        return value


class A(Structure):
    _fields_ = [('a', c_int)]


f = CFUNCTYPE(c_int, c_int)(('abs', libc), ((1, 'x'),))
try:
    f.argtypes = [c_int, c_int]
except ValueError as e:
    print(e)  # expect: paramflags must have the same length as argtypes
print(f(-3))  # expect: 3
f.argtypes = [c_short]
print(f(-3))  # expect: 3
g = CFUNCTYPE(c_int, POINTER(c_int))(('time', libc), ((2, 'x'),))
for types in [Number], [A]:
    try:
        g.argtypes = types
    except TypeError as e:
        print(e)
# expect: 'out' parameter 1 must be a pointer type, not ?
# expect: 'out' parameter 1 must be a pointer type, not A
