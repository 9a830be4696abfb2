# Fields lie where a C compiler puts them.
from ctypes import *


def show(cls):
    print(cls.__name__, sizeof(cls), alignment(cls),
          [(name, getattr(cls, name).offset, getattr(cls, name).size) for name, *rest in
           cls._fields_])


class Mixed(Structure):
    _fields_ = [("c", c_char), ("d", c_double), ("s", c_short), ("p", c_void_p), ("b", c_bool)]


class Packed(Structure):
    _pack_ = 1
    _fields_ = Mixed._fields_


class Packed2(Structure):
    _pack_ = 2
    _fields_ = Mixed._fields_


class Number(Union):
    _fields_ = [("i", c_int), ("d", c_double), ("text", c_char * 11)]


class Nested(Structure):
    _fields_ = [("a", c_byte), ("m", Mixed), ("n", Number), ("list", c_short * 3)]


class Longer(Mixed):
    _fields_ = [("extra", c_int)]


class Longest(Longer):
    _fields_ = [("more", c_char)]


class Empty(Structure):
    _fields_ = []


for cls in (Mixed, Packed, Packed2, Number, Nested, Longer, Longest, Empty):
    show(cls)
# expect: Mixed 40 8 [('c', 0, 1), ('d', 8, 8), ('s', 16, 2), ('p', 24, 8), ('b', 32, 1)]
# expect: Packed 20 1 [('c', 0, 1), ('d', 1, 8), ('s', 9, 2), ('p', 11, 8), ('b', 19, 1)]
# expect: Packed2 22 2 [('c', 0, 1), ('d', 2, 8), ('s', 10, 2), ('p', 12, 8), ('b', 20, 1)]
# expect: Number 16 8 [('i', 0, 4), ('d', 0, 8), ('text', 0, 11)]
# expect: Nested 72 8 [('a', 0, 1), ('m', 8, 40), ('n', 48, 16), ('list', 64, 6)]
# expect: Longer 48 8 [('extra', 40, 4)]
# expect: Longest 56 8 [('more', 48, 1)]
# expect: Empty 0 1 []
print(Mixed.d, Number.text, Nested.m)
# expect: <Field type=c_double, ofs=8, size=8> <Field type=c_char_Array_11, ofs=0, size=11> <Field type=Mixed, ofs=8, size=40>
x = Longest(b"a", 1.5, 2, 3, True, 4, b"z")
print(x.c, x.d, x.s, x.p, x.b, x.extra, x.more, Longest(more=b"q").more)
# expect: b'a' 1.5 2 3 True 4 b'z' b'q'
