# Every simple type goes into C and comes back.
from ctypes import *
import os

lib = CDLL(os.environ["FOREIGN_LIBRARY"])
for name, cls, values in [
        ("char", c_char, (b"x", 65)), ("byte", c_byte, (-128, 127, 300)), ("ubyte", c_ubyte, (255, -1)),
        ("short", c_short, (-32768, 32767)), ("ushort", c_ushort, (65535,)),
        ("int", c_int, (-2**31, 2**31 - 1, True)), ("uint", c_uint, (2**32 - 1,)),
        ("long", c_long, (-2**63, 2**63 - 1)), ("ulong", c_ulong, (2**64 - 1,)),
        ("longlong", c_longlong, (-1,)), ("ulonglong", c_ulonglong, (2**64 - 1,)),
        ("float", c_float, (0.5, 3)), ("double", c_double, (0.1, -3)),
        ("longdouble", c_longdouble, (0.1,)), ("bool", c_bool, (True, [], "x")),
        ("wchar", c_wchar, ("\u20ac",)), ("pointer", c_void_p, (None, 2**64 - 1))]:
    f = lib["echo_" + name]
    f.argtypes, f.restype = [cls], cls
    print(name, [ascii(f(v)) for v in values], ascii(f(cls(values[0]))))
# expect: char ["b'x'", "b'A'"] b'x'
# expect: byte ['-128', '127', '44'] -128
# expect: ubyte ['255', '255'] 255
# expect: short ['-32768', '32767'] -32768
# expect: ushort ['65535'] 65535
# expect: int ['-2147483648', '2147483647', '1'] -2147483648
# expect: uint ['4294967295'] 4294967295
# expect: long ['-9223372036854775808', '9223372036854775807'] -9223372036854775808
# expect: ulong ['18446744073709551615'] 18446744073709551615
# expect: longlong ['-1'] -1
# expect: ulonglong ['18446744073709551615'] 18446744073709551615
# expect: float ['0.5', '3.0'] 0.5
# expect: double ['0.1', '-3.0'] 0.1
# expect: longdouble ['0.1'] 0.1
# expect: bool ['True', 'False', 'True'] True
# expect: wchar ["'\\u20ac'"] '\u20ac'
# expect: pointer ['None', '18446744073709551615'] None
