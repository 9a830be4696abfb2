# Callbacks get and give every kind of value.
from ctypes import *
import os

lib = CDLL(os.environ["FOREIGN_LIBRARY"])
Int = CFUNCTYPE(c_int, c_int)
print(lib.apply(Int(lambda x: x * 2), 21), lib.apply(Int(lambda x: -x), 2**31 - 1))
# expect: 42 -2147483647
print(lib.apply(Int(lambda x: 2**40 + 3), 0), lib.apply(Int(lambda x: True), 0))
# expect: 3 1
Short = CFUNCTYPE(c_short, c_short)
lib.apply_short.argtypes, lib.apply_short.restype = [Short, c_short], c_short
print(lib.apply_short(Short(lambda x: x - 1), -32767))
# expect: -32768
Float = CFUNCTYPE(c_float, c_float)
lib.apply_float.argtypes, lib.apply_float.restype = [Float, c_float], c_float
print(lib.apply_float(Float(lambda x: x / 2), 5))
# expect: 2.5
Long = CFUNCTYPE(c_longdouble, c_longdouble)
lib.apply_long_double.argtypes = [Long, c_longdouble]
lib.apply_long_double.restype = c_longdouble
print(lib.apply_long_double(Long(lambda x: x * 3), 0.5))
# expect: 1.5


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


ByPoint = CFUNCTYPE(c_int, Point)
print(lib.apply_point(ByPoint(lambda p: p.x * 10 + p.y), 3, 4))
# expect: 34
Many = CFUNCTYPE(c_double, c_int, c_double, c_char_p, c_long, c_float)
lib.apply_many.argtypes = [Many, c_int, c_double, c_char_p, c_long, c_float]
lib.apply_many.restype = c_double
seen = []


def many(*args):
    seen.extend(args)
    return 2.5


print(lib.apply_many(Many(many), -1, 0.5, b"text", 2**40, 0.25), seen)
# expect: 2.5 [-1, 0.5, b'text', 1099511627776, 0.25]
f = Int(lambda x: x + 1)
print(f(1), bool(f), bool(Int()), type(f._objects["0"]).__name__)
# expect: 2 True False CThunkObject
address = cast(f, c_void_p).value
print(Int(address)(5))
# expect: 6
lib.same_callback.restype = Int
lib.same_callback.argtypes = [Int]
print(lib.same_callback(f)(6))
# expect: 7
for restype in (POINTER(c_int), Point):
    try:
        CFUNCTYPE(restype)(lambda: None)
    except TypeError as error:
        print(error)
# expect: invalid result type for callback function
# expect: invalid result type for callback function
