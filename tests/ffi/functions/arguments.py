# Arguments without and with argtypes, and CPython's words for what cannot be passed.
from ctypes import *

libc = CDLL(None)


def attempt(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print("%s: %s" % (type(error).__name__, error))


class Parameter:
    def __init__(self, value):
        self._as_parameter_ = value


print(libc.abs(-3), libc.strlen(b"four"), libc.wcslen("three"), libc.abs(Parameter(Parameter(-4))))
# expect: 3 4 5 4
print(libc.strlen(create_string_buffer(b"buffer")), libc.strlen(c_char_p(b"pointer")))
# expect: 6 7
print(libc.abs(c_int(-5)), libc.abs(c_short(-6)), libc.strlen(cast(b"cast", c_void_p)))
# expect: 5 6 4
attempt(libc.strlen, "a", "b", 1.0)
# expect: ArgumentError: argument 3: TypeError: Don't know how to convert parameter 3
attempt(libc.abs, 2**64)
# expect: ArgumentError: argument 1: OverflowError: int too long to convert
attempt(libc.abs, object())
# expect: ArgumentError: argument 1: TypeError: Don't know how to convert parameter 1
strlen = libc["strlen"]
strlen.argtypes, strlen.restype = [c_char_p], c_size_t
attempt(strlen, b"abc")
# expect: 3
attempt(strlen, Parameter(b"abcd"))
# expect: 4
attempt(strlen, (c_char * 9)(b"x", b"y"))
# expect: 2
attempt(strlen, 5.0)
# expect: ArgumentError: argument 1: TypeError: wrong type
attempt(strlen, "text")
# expect: ArgumentError: argument 1: TypeError: wrong type
attempt(strlen)
# expect: TypeError: this function takes at least 1 argument (0 given)
attempt(strlen, b"a", 3)
# expect: 1
print(repr(c_int.from_param(3)), repr(c_double.from_param(2)), repr(c_char.from_param(b"a")))
# expect: <cparam 'i' (3)> <cparam 'd' (2.0)> <cparam 'c' ('a')>
print(repr(c_char.from_param(b"\n")), c_char_p.from_param(None), repr(c_longlong.from_param(-1)))
# expect: <cparam 'c' ('\x0a')> None <cparam 'l' (-1)>
attempt(c_int.from_param, "s")
# expect: TypeError: wrong type
attempt(POINTER(c_int).from_param, 3)
# expect: TypeError: expected LP_c_int instance instead of int
attempt((c_int * 3).from_param, 3)
# expect: TypeError: expected c_int_Array_3 instance instead of int
attempt(POINTER(c_int).from_param, (c_long * 3)())
# expect: TypeError: expected LP_c_int instance instead of c_long_Array_3
attempt(c_char_p.from_param, (c_int * 3)())
# expect: TypeError: wrong type
attempt(c_char_p.from_param, 3)
# expect: TypeError: wrong type
attempt(c_void_p.from_param, 2.0)
# expect: TypeError: wrong type
attempt(setattr, strlen, "argtypes", 3)
# expect: TypeError: _argtypes_ must be a sequence of types
attempt(setattr, strlen, "argtypes", [3])
# expect: TypeError: item 1 in _argtypes_ has no from_param method
attempt(setattr, strlen, "restype", 3)
# expect: TypeError: restype must be a type, a callable, or None
attempt(setattr, strlen, "errcheck", 3)
# expect: TypeError: the errcheck attribute must be callable
attempt(CFUNCTYPE(c_int, c_int), "x")
# expect: TypeError: argument must be callable or integer function address
attempt(CFUNCTYPE(c_int, c_int), 1.5)
# expect: TypeError: argument must be callable or integer function address


class Text:
    @classmethod
    def from_param(cls, value):
        if not isinstance(value, str):
            raise ValueError("no text: %r" % (value,))
        return value.encode()


strlen.argtypes = [Text]
attempt(strlen, "\u20ac")
# expect: 3
attempt(strlen, 7)
# expect: ArgumentError: argument 1: ValueError: no text: 7
print(strlen.argtypes[0] is Text, strlen.restype is c_size_t, strlen.errcheck)
# expect: True True None
strlen.argtypes = None
print(strlen.argtypes, strlen(b"again"))
# expect: None 5
