# Each simple type keeps what fits into it and wraps around what does not.
from ctypes import *

for cls, numbers in [(c_byte, (-128, 127, 128, 255)), (c_ubyte, (-1, 255, 256)),
                     (c_short, (-32768, 40000)), (c_ushort, (-1, 65536)), (c_int, (2**31, -1)),
                     (c_uint, (-1, 2**32)), (c_long, (2**63, -2**63)), (c_ulong, (-1, 2**64)),
                     (c_longlong, (2**70 + 5,)), (c_ulonglong, (-2**70 + 5,)), (c_size_t, (-1,))]:
    print(cls.__name__, sizeof(cls), alignment(cls), [cls(n).value for n in numbers])
# expect: c_byte 1 1 [-128, 127, -128, -1]
# expect: c_ubyte 1 1 [255, 255, 0]
# expect: c_short 2 2 [-32768, -25536]
# expect: c_ushort 2 2 [65535, 0]
# expect: c_int 4 4 [-2147483648, -1]
# expect: c_uint 4 4 [4294967295, 0]
# expect: c_long 8 8 [-9223372036854775808, -9223372036854775808]
# expect: c_ulong 8 8 [18446744073709551615, 0]
# expect: c_long 8 8 [5]
# expect: c_ulong 8 8 [5]
# expect: c_ulong 8 8 [18446744073709551615]
print(c_float(0.1).value, c_double(0.1), c_longdouble(0.25), c_bool([]), c_bool("x"))
# expect: 0.10000000149011612 c_double(0.1) c_longdouble(0.25) c_bool(False) c_bool(True)
print(c_char(b"x"), c_char(65), c_char(bytearray(b"z")), c_wchar("\u20ac").value)
# expect: c_char(b'x') c_char(b'A') c_char(b'z') €
print(c_int(), c_double(), c_char(), c_char_p().value, c_void_p().value, c_wchar_p().value)
# expect: c_int(0) c_double(0.0) c_char(b'\x00') None None None
print(c_void_p(2**64 - 1).value, c_void_p(0).value, bool(c_int()), bool(c_int(5)))
# expect: 18446744073709551615 None False True
print(c_char_p(b"abc").value, c_wchar_p("a\U0001f600b").value, py_object([1]).value)
# expect: b'abc' a😀b [1]
print(bytes(c_int(258)), bytes(c_int.__ctype_be__(258)), c_int.__ctype_be__(258).value)
# expect: b'\x02\x01\x00\x00' b'\x00\x00\x01\x02' 258
