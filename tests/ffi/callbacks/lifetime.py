# A callback lives as long as the object that stands for it, also when C remembers the address.
from ctypes import *
import gc
import os

lib = CDLL(os.environ["FOREIGN_LIBRARY"])
Int = CFUNCTYPE(c_int, c_int)


class Owner:
    def __init__(self):
        self.callback = Int(self.method)

    def method(self, x):
        return x + self.add


owner = Owner()
owner.add = 100
lib.remember(owner.callback)
gc.collect()
others = [Int(lambda x, i=i: i) for i in range(200)]
print(lib.call_remembered(5), [others[i](0) for i in (0, 99, 199)])
# expect: 105 [0, 99, 199]


class Table(Structure):
    _fields_ = [("first", Int), ("second", Int)]


table = Table(Int(lambda x: x * 2), Int(lambda x: x * 3))
gc.collect()
junk = [bytes(100) for i in range(10000)]
print(table.first(4), table.second(5))
# expect: 8 15
