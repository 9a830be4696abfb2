# differs: CPython computes modulo 2**64, and writes in front of its object.
from ctypes import *

HUGE = c_char * (2**63 - 1)
for base in Structure, Union:
    try:
        class S(base):
            _fields_ = [('a', HUGE), ('b', HUGE), ('c', c_char * 1000)]
    except OverflowError as e:
        print(e)
# expect: structure too large
# expect: structure too large


class Half(Structure):
    _fields_ = [('a', c_char * (2**62))]


try:
    class T(Half):
        _fields_ = [('b', c_char * (2**62))]
except OverflowError as e:
    print(e)  # expect: structure too large
