# What is wrong is refused with CPython's words.
from ctypes import *
import ctypes


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print("%s: %s" % (type(error).__name__, error))


attempt(c_int, "a")
# expect: TypeError: 'str' object cannot be interpreted as an integer
attempt(c_int, 1.0)
# expect: TypeError: 'float' object cannot be interpreted as an integer
attempt(c_int, 1, 2)
# expect: TypeError: __init__ expected at most 1 argument, got 2
attempt(c_float, "a")
# expect: TypeError: must be real number, not str
attempt(c_char, b"ab")
# expect: TypeError: one character bytes, bytearray or integer expected
attempt(c_char, 300)
# expect: TypeError: one character bytes, bytearray or integer expected
attempt(c_wchar, "ab")
# expect: TypeError: one character unicode string expected
attempt(c_wchar, 1)
# expect: TypeError: unicode string expected instead of int instance
attempt(c_char_p, "a")
# expect: TypeError: bytes or integer address expected instead of str instance
attempt(c_wchar_p, b"a")
# expect: TypeError: unicode string or integer address expected instead of bytes instance
attempt(c_void_p, "a")
# expect: TypeError: cannot be converted to pointer
attempt(Structure)
# expect: TypeError: abstract class
attempt(Union)
# expect: TypeError: abstract class
attempt(Array)
# expect: TypeError: abstract class
attempt(ctypes._Pointer)
# expect: TypeError: Cannot create instance: has no _type_
attempt(ctypes._CFuncPtr)
# expect: TypeError: abstract class
attempt(hash, c_int())
# expect: TypeError: unhashable type
attempt(sizeof, 3)
# expect: TypeError: this type has no size
attempt(alignment, 3)
# expect: TypeError: no alignment info
attempt(addressof, 3)
# expect: TypeError: invalid type
attempt(byref, 3)
# expect: TypeError: byref() argument must be a ctypes instance, not 'int'
attempt(pointer, 3)
# expect: TypeError: _type_ must have storage info
attempt(POINTER, 3)
# expect: TypeError: must be a ctypes type
attempt(resize, c_int(), 1)
# expect: ValueError: minimum size is 4
attempt(resize, 3, 1)
# expect: TypeError: excepted ctypes instance
attempt(c_int.from_address, "a")
# expect: TypeError: integer expected
attempt(c_int.from_buffer, b"abcd")
# expect: TypeError: underlying buffer is not writable
attempt(c_int.from_buffer, bytearray(2))
# expect: ValueError: Buffer size too small (2 instead of at least 4 bytes)
attempt(c_int.from_buffer, bytearray(8), -1)
# expect: ValueError: offset cannot be negative
attempt(c_int.from_buffer_copy, b"a")
# expect: ValueError: Buffer size too small (1 instead of at least 4 bytes)
attempt(lambda: py_object().value)
# expect: ValueError: PyObject is NULL
attempt(lambda: c_int * -1)
# expect: ValueError: Array length must be >= 0, not -1
attempt(lambda: c_int * "a")
# expect: TypeError: can't multiply sequence by non-int of type 'str'
attempt(delattr, c_int(), "value")
# expect: TypeError: can't delete attribute
attempt(create_string_buffer, "x")
# expect: TypeError: x
attempt(create_unicode_buffer, b"x")
# expect: TypeError: b'x'
attempt(cast, 3, c_int)
# expect: TypeError: cast() argument 2 must be a pointer type, not c_int
attempt(cast, 1.0, c_void_p)
# expect: ArgumentError: argument 1: TypeError: wrong type
attempt(string_at, 1.0)
# expect: ArgumentError: argument 1: TypeError: wrong type
