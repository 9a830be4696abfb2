# The fields of anonymous members are fields of the whole.
from ctypes import *


class Inner(Structure):
    _fields_ = [("low", c_ushort), ("high", c_ushort)]


class Either(Union):
    _anonymous_ = ["parts"]
    _fields_ = [("whole", c_uint), ("parts", Inner)]


class Message(Structure):
    _anonymous_ = ("value",)
    _fields_ = [("kind", c_int), ("value", Either)]


m = Message(1)
m.whole = 0x12345678
print(hex(m.low), hex(m.high), hex(m.value.parts.low), Message.high.offset, Message.low)
# expect: 0x5678 0x1234 0x5678 6 <Field type=c_ushort, ofs=4, size=2>
m.high = 0
print(hex(m.whole), sizeof(Message), Message(kind=2, low=3).whole)
# expect: 0x5678 8 3
