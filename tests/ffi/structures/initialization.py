# Structures are made from positions and names; nested ones from tuples.
from ctypes import *


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


class Shape(Structure):
    _fields_ = [("at", Point), ("size", c_int * 2), ("name", c_char * 4), ("next", POINTER(c_int)),
                ("wide", c_wchar * 3)]


s = Shape((1, 2), (3, 4), b"abcd", None, "xyz")
print(s.at.x, s.at.y, s.size[:], s.name, bool(s.next), s.wide)
# expect: 1 2 [3, 4] b'abcd' False xyz
s = Shape(name=b"q", at=Point(5, 6))
print(s.at.x, s.name, s.size[1], s.wide)
# expect: 5 b'q' 0 
s.size = (7, 8)
s.at = (9, 10)
s.next = (c_int * 3)(1, 2, 3)
print(s.size[:], s.at.y, s.next[2])
# expect: [7, 8] 10 3
for arguments, keywords in [(((1, 2, 3),), {}), ((("a", 2),), {}), ((5,), {}),
                            ((Point(), (1, 2, 3)), {}), ((Point(), (c_int * 3)()), {}),
                            ((Point(), (1, 2), b"abcdef"), {}), ((Point(), (1, 2), "abc"), {}),
                            ((Point(), (1, 2), b"a", 5), {}),
                            ((Point(), (1, 2), b"a", (c_long * 2)()), {}),
                            ((1, 2, 3, 4, 5, 6), {}), ((Point(),), {"at": Point()}),
                            ((Point(), (1, 2), b"", None, "long"), {})]:
    try:
        Shape(*arguments, **keywords)
    except Exception as error:
        print(type(error).__name__, error)
# expect: RuntimeError (Point) TypeError: too many initializers
# expect: RuntimeError (Point) TypeError: 'str' object cannot be interpreted as an integer
# expect: TypeError expected Point instance, got int
# expect: RuntimeError (c_int_Array_2) IndexError: invalid index
# expect: TypeError incompatible types, c_int_Array_3 instance instead of c_int_Array_2 instance
# expect: ValueError bytes too long (6, maximum length 4)
# expect: TypeError expected bytes, str found
# expect: TypeError expected LP_c_int instance, got int
# expect: TypeError incompatible types, c_long_Array_2 instance instead of LP_c_int instance
# expect: TypeError expected Point instance, got int
# expect: TypeError duplicate values for field 'at'
# expect: ValueError string too long (4, maximum length 3)
try:
    Point(1, 2, 3)
except TypeError as error:
    print(error)
# expect: too many initializers
p = Point(1, y=2, z=3)
print(p.x, p.y, p.z)
# expect: 1 2 3
try:
    del p.x
except TypeError as error:
    print(error)
# expect: can't delete attribute
try:
    Point.x.__set__(3, 3)
except TypeError as error:
    print(error)
# expect: not a ctype instance
