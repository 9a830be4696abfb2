# Classes that cannot be laid out are refused.
from ctypes import *
from ctypes import _SimpleCData, _Pointer, _CFuncPtr


def attempt(base, **namespace):
    try:
        print(type(base)("X", (base,), namespace).__name__)
    except Exception as error:
        print("%s: %s" % (type(error).__name__, error))


attempt(Array)
# expect: AttributeError: class must define a '_length_' attribute
attempt(Array, _length_=3)
# expect: AttributeError: class must define a '_type_' attribute
attempt(Array, _length_=-3, _type_=c_int)
# expect: ValueError: The '_length_' attribute must not be negative
attempt(Array, _length_="s", _type_=c_int)
# expect: TypeError: The '_length_' attribute must be an integer
attempt(Array, _length_=3, _type_=3)
# expect: TypeError: _type_ must have storage info
attempt(Array, _length_=2**62, _type_=c_int)
# expect: OverflowError: array too large
attempt(Array, _length_=2**64, _type_=c_int)
# expect: OverflowError: The '_length_' attribute is too large
attempt(_Pointer, _type_=3)
# expect: TypeError: _type_ must be a type
attempt(_SimpleCData)
# expect: AttributeError: class must define a '_type_' attribute
attempt(_SimpleCData, _type_=3)
# expect: TypeError: class must define a '_type_' string attribute
attempt(_SimpleCData, _type_="xx")
# expect: ValueError: class must define a '_type_' attribute which must be a string of length 1
attempt(_SimpleCData, _type_="y")
# expect: AttributeError: class must define a '_type_' attribute which must be
# expect: a single character string containing one of 'cbBhHiIlLdfuzZqQPXOv?g'.
attempt(_CFuncPtr)
# expect: TypeError: class must define _flags_ which must be an integer
attempt(_CFuncPtr, _flags_=1, _argtypes_=3)
# expect: TypeError: _argtypes_ must be a sequence of types
attempt(_CFuncPtr, _flags_=1, _restype_=3)
# expect: TypeError: _restype_ must be a type, a callable, or None
for fields in (3, [3], [("a",)], [("a", 3)], [(1, c_int)], [("a", c_int, 0)], [("a", c_int, 33)],
               [("a", c_float, 3)], [("a", c_int, -1)], [("a", c_char, 3)], [("a", c_bool, 1)],
               [("a", c_int * 3, 1)], [("a", c_int, 1.5)], [("a", Structure)]):
    attempt(Structure, _fields_=fields)
# expect: TypeError: '_fields_' must be a sequence of pairs
# expect: TypeError: '_fields_' must be a sequence of (name, C type) pairs
# expect: TypeError: '_fields_' must be a sequence of (name, C type) pairs
# expect: TypeError: second item in _fields_ tuple (index 0) must be a C type
# expect: TypeError: '_fields_' must be a sequence of (name, C type) pairs
# expect: ValueError: number of bits invalid for bit field
# expect: ValueError: number of bits invalid for bit field
# expect: TypeError: bit fields not allowed for type c_float
# expect: ValueError: number of bits invalid for bit field
# expect: TypeError: bit fields not allowed for type c_char
# expect: X
# expect: TypeError: bit fields not allowed for type c_int_Array_3
# expect: TypeError: '_fields_' must be a sequence of (name, C type) pairs
# expect: TypeError: second item in _fields_ tuple (index 0) must be a C type
attempt(Structure, _fields_=[("a", c_int)], _pack_=-1)
# expect: ValueError: _pack_ must be a non-negative integer
attempt(Structure, _fields_=[("a", c_int)], _pack_="x")
# expect: ValueError: _pack_ must be a non-negative integer
attempt(Structure, _fields_=[("a", c_int)], _anonymous_=["b"])
# expect: AttributeError: type object 'X' has no attribute 'b'
attempt(Structure, _fields_=[("a", c_int)], _anonymous_=["a"])
# expect: AttributeError: type object 'c_int' has no attribute '_fields_'
attempt(Structure, _fields_=[("a", c_int)], _anonymous_=3)
# expect: TypeError: _anonymous_ must be a sequence
