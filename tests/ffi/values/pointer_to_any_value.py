# contents and POINTER(T)(x) take every foreign value, and nothing else.
from ctypes import *


class A(Structure):
    _fields_ = [('x', c_int)]


class B(Structure):
    _fields_ = [('x', c_int)]


print(POINTER(c_int)((c_int * 3)(1, 2, 3))[2])  # expect: 3
print(POINTER(A)(B(5))[0].x)  # expect: 5
p = pointer(c_int(1))
p.contents = c_uint(7)
print(p[0], type(p.contents).__name__)  # expect: 7 c_int
for value in 5, b'text':
    try:
        p.contents = value
    except TypeError as e:
        print(e)
# expect: expected c_int instead of int
# expect: expected c_int instead of bytes
