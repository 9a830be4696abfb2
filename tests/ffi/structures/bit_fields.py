# Bit fields share units as GCC lays them out, keep their sign, and do not touch their neighbours.
from ctypes import *


class Bits(Structure):
    _fields_ = [("a", c_int, 3), ("b", c_int, 5), ("c", c_int, 30), ("d", c_uint, 7),
                ("e", c_longlong, 40), ("f", c_longlong, 3), ("g", c_ulonglong, 1),
                ("h", c_ulonglong, 64)]


print(sizeof(Bits), [(n, getattr(Bits, n)) for n, *rest in Bits._fields_][:2])
# expect: 24 [('a', <Field type=c_int, ofs=0:0, bits=3>), ('b', <Field type=c_int, ofs=0:3, bits=5>)]
b = Bits(-1, 7, -5, 100, 2**39 - 1, 9, 5, 2**64 - 1)
print(b.a, b.b, b.c, b.d, b.e, b.f, b.g, b.h)
# expect: -1 7 -5 100 549755813887 1 1 18446744073709551615
b.b = -16
b.d = 129
b.e = -2**39
print(b.a, b.b, b.c, b.d, b.e, b.f, b.g, b.h)
# expect: -1 -16 -5 1 -549755813888 1 1 18446744073709551615


class Short(Structure):
    _fields_ = [("x", c_short, 4), ("y", c_short, 12), ("z", c_short, 1)]


class Growing(Structure):
    _fields_ = [("x", c_byte, 4), ("y", c_short, 8), ("z", c_int, 20)]


print(sizeof(Short), sizeof(Growing), Short.z, Growing.y, Growing.z)
# expect: 4 4 <Field type=c_short, ofs=2:0, bits=1> <Field type=c_short, ofs=0:4, bits=8> <Field type=c_int, ofs=0:12, bits=20>
g = Growing(7, -3, -500000)
print(g.x, g.y, g.z, bytes(g))
# expect: 7 -3 -500000 b'\xd7\x0f\xee\x85'


class Big(BigEndianStructure):
    _fields_ = [("x", c_uint, 4), ("y", c_uint, 12), ("z", c_uint, 16)]


big = Big(1, 0x234, 0x5678)
print(bytes(big), big.x, hex(big.y), hex(big.z))
# expect: b'\x124Vx' 1 0x234 0x5678
