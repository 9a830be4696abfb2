# What a value points to lives as long as the value, or the whole that it is a part of.
from ctypes import *
import gc


class Pair(Structure):
    _fields_ = [("name", c_char_p), ("wide", c_wchar_p), ("next", POINTER(c_int))]


def make():
    pair = Pair(b"na" + b"me", "wi" + "de", pointer(c_int(42)))
    return pair


pairs = (Pair * 3)()
for i in range(3):
    pairs[i] = make()
middle = pairs[1]
del pairs
gc.collect()
junk = [bytes(64) for i in range(20000)]
print(middle.name, middle.wide, middle.next[0])
# expect: b'name' wide 42
s = c_char_p(bytes(bytearray(b"alive")))
gc.collect()
print(s.value, s._objects)
# expect: b'alive' b'alive'
print(sorted(make()._objects), type(middle._b_base_).__name__)
# expect: ['0', '1', '2'] Pair_Array_3


class Inner(Structure):
    _fields_ = [("text", c_char_p)]


class Outer(Structure):
    _fields_ = [("a", Inner), ("b", Inner)]


outer = Outer()
outer.b.text = bytes(bytearray(b"inner"))
print(outer._objects, outer.b._b_base_ is outer, outer.b.text)
# expect: {'0:1': b'inner'} True b'inner'
outer.a = outer.b
gc.collect()
print(outer.a.text)
# expect: b'inner'
