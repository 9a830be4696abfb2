# differs: CPython reads and writes whatever lies there
# A field of another class's is refused where it does not lie in the object; so is another class.
from ctypes import *


class Large(Structure):
    _fields_ = [("a", c_int * 100), ("b", c_int)]


small = c_int(5)
for attempt in (lambda: Large.b.__get__(small), lambda: Large.b.__set__(small, 3),
                lambda: setattr(small, "__class__", Large)):
    try:
        attempt()
    except TypeError as error:
        print(error)
# expect: the field lies outside of a 'c_int' object
# expect: the field lies outside of a 'c_int' object
# expect: __class__ assignment: 'Large' object layout differs from 'c_int'
