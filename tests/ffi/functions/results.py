# restype, errcheck and _check_retval_.
from ctypes import *
import os

lib = CDLL(os.environ["FOREIGN_LIBRARY"])
f = lib.echo_long
f.argtypes = [c_long]
print(f(2**32 + 5))
# expect: 5
f.restype = c_long
print(f(2**32 + 5))
# expect: 4294967301
f.restype = None
print(f(5))
# expect: None
f.restype = lambda n: n * 2
print(f(21))
# expect: 42


class Status(c_long):
    def _check_retval_(value):
        if value.value < 0:
            raise OSError("failed with %d" % value.value)
        return "ok %d" % value.value


f.restype = Status
print(f(3))
# expect: ok 3
try:
    f(-3)
except OSError as error:
    print(error)
# expect: failed with -3


class Handle(c_void_p):
    pass


f.restype = Handle
print(type(f(8)).__name__, f(8).value)
# expect: Handle 8
f.restype = c_long


def errcheck(result, function, arguments):
    print(result, function is f, arguments)
    if result < 0:
        raise ValueError("negative")
    return arguments if result == 1 else [result]


f.errcheck = errcheck
print(f(1), f(2))
# expect: 1 True (1,)
# expect: 2 True (2,)
# expect: 1 [2]
try:
    f(-1)
except ValueError as error:
    print(error)
# expect: -1 True (-1,)
# expect: negative
del f.restype
del f.errcheck
print(f.restype is c_int, f.errcheck, lib.echo_pointer(0))
# expect: True None 0
g = lib.echo_pointer
g.argtypes = [c_char_p]
g.restype = c_char_p
print(g(b"text"), g(None))
# expect: b'text' None
g.restype = POINTER(c_char)
print(g(b"text")[:4], bool(g(None)))
# expect: b'text' False
