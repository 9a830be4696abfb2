# differs: keep=True is an addition
# With keep=True C may call for ever; otherwise, when the object is gone, the answer is zero.
from ctypes import *
import gc
import os

lib = CDLL(os.environ["FOREIGN_LIBRARY"])
Int = CFUNCTYPE(c_int, c_int)


def remember(**keywords):
    lib.remember(Int(lambda x: x + 1, **keywords))


remember(keep=True)
for i in range(3):
    gc.collect()
print(lib.call_remembered(5))
# expect: 6
try:
    Int(lambda x: x, hold=True)
except TypeError as error:
    print(error)
# expect: 'hold' is an invalid keyword argument for a function pointer


def many():
    for i in range(5000):
        Int(lambda x: i)


# Thousands come and go; what C still calls then answers with its default or works, and nothing else.
remember()
for i in range(4):
    many()
    gc.collect()
print(lib.call_remembered(5) in (0, 6))
# expect: True
