# Structures by value and by address, as C sees them.
from ctypes import *
import os

lib = CDLL(os.environ["FOREIGN_LIBRARY"])


def structure(name, *fields, **more):
    return type(Structure)(name, (Structure,), dict(more, _fields_=fields))


Point = structure("Point", ("x", c_int), ("y", c_int))
Vector = structure("Vector", ("x", c_double), ("y", c_double), ("z", c_double))
Floats = structure("Floats", ("a", c_float), ("b", c_float))
Mixed = structure("Mixed", ("n", c_long), ("d", c_double))
Large = structure("Large", ("text", c_char * 24), ("numbers", c_int * 5))
Line = structure("Line", ("start", Point), ("end", Point))
Three = structure("Three", ("bytes", c_ubyte * 3))
Packed = structure("Packed", ("c", c_char), ("i", c_int), ("s", c_short), ("d", c_double), _pack_=1)


def function(name, restype, *argtypes):
    f = lib[name]
    f.restype, f.argtypes = restype, argtypes
    return f


p = function("swap_point", Point, Point)(Point(1, 2))
print(p.x, p.y)
# expect: 2 1
v = function("scale", Vector, Vector, c_double)(Vector(1, 2, 3), 1.5)
print(v.x, v.y, v.z)
# expect: 1.5 3.0 4.5
f = function("add_floats", Floats, Floats, Floats)(Floats(1, 2), Floats(0.5, 0.25))
print(f.a, f.b)
# expect: 1.5 2.25
m = function("twice", Mixed, Mixed)(Mixed(21, 0.5))
print(m.n, m.d)
# expect: 42 1.0
line = function("reverse_line", Line, Line)(Line((1, 2), (3, 4)))
print(line.start.x, line.start.y, line.end.x, line.end.y)
# expect: 3 4 1 2
print(function("rotate", Three, Three)(Three((1, 2, 3))).bytes[:])
# expect: [2, 3, 1]
large = Large(b"four", (1, 2, 3, 4, 5))
print(function("sum_large", c_int, Large)(large), large.numbers[0])
# expect: 19 1
made = function("make_large", Large, c_char_p)(b"made")
print(made.text, made.numbers[:])
# expect: b'made' [1, 2, 3, 4, 5]
points = (Point * 3)((1, 2), (3, 4), (5, 6))
print(function("sum_points", c_int, POINTER(Point), c_int)(points, 3))
# expect: 44
packed = Packed(b"\1", 2, 3, 0.5)
print(function("sum_packed", c_double, POINTER(Packed))(packed), lib.sum_points(byref(p), 1))
# expect: 6.5 2


class Bits(Structure):
    _fields_ = [("tag", c_char), ("a", c_int, 3), ("b", c_int, 5), ("c", c_int, 10),
                ("d", c_uint, 7)]


bits = Bits()
print(lib.size_of_bits() == sizeof(Bits))
# expect: True
bits.tag, bits.a, bits.b, bits.c, bits.d = b"t", -2, 9, -300, 100
print([lib.read_bits(byref(bits), ord(name)) for name in "abcd"])
# expect: [0, 0, 0, 78]
lib.write_bits(byref(bits), 3, -16, 511, 1)
print(bits.tag, bits.a, bits.b, bits.c, bits.d)
# expect: b't' 1 0 -300 100
