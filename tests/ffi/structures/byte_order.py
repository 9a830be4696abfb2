# BigEndianStructure and LittleEndianStructure swap where the machine differs.
from ctypes import *


class Inner(BigEndianStructure):
    _fields_ = [("s", c_short)]


class Big(BigEndianStructure):
    _pack_ = 1
    _fields_ = [("b", c_byte), ("h", c_ushort), ("i", c_int), ("q", c_longlong), ("f", c_float),
                ("d", c_double), ("a", c_short * 2), ("inner", Inner)]


class Little(LittleEndianStructure):
    _pack_ = 1
    _fields_ = [("h", c_short), ("i", c_uint)]


b = Big(1, 2, -3, 4, 1.5, -2.5, (5, 6), Inner(7))
print(bytes(b))
# expect: b'\x01\x00\x02\xff\xff\xff\xfd\x00\x00\x00\x00\x00\x00\x00\x04?\xc0\x00\x00\xc0\x04\x00\x00\x00\x00\x00\x00\x00\x05\x00\x06\x00\x07'
print(b.b, b.h, b.i, b.q, b.f, b.d, b.a[:], b.inner.s)
# expect: 1 2 -3 4 1.5 -2.5 [5, 6] 7
print(bytes(Little(1, 2)), Big.__name__, BigEndianStructure.__name__)
# expect: b'\x01\x00\x02\x00\x00\x00' Big BigEndianStructure
for typ in (c_void_p, POINTER(c_int), c_char_p):
    try:
        class Bad(BigEndianStructure):
            _fields_ = [("x", typ)]
    except TypeError as error:
        print(error)
# expect: This type does not support other endian: <class 'ctypes.c_void_p'>
# expect: This type does not support other endian: <class '__main__.LP_c_int'>
# expect: This type does not support other endian: <class 'ctypes.c_char_p'>


class Either(BigEndianUnion):
    _fields_ = [("i", c_uint), ("h", c_ushort)]


e = Either(0x01020304)
print(hex(e.h), bytes(e))
# expect: 0x102 b'\x01\x02\x03\x04'
