# What a script's class gives, or is given, is checked before C code relies on it.
import copy
import ctypes
import sys
from collections import defaultdict


def attempt(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


attempt(lambda: sys.call_tracing(print, 5))
# expect: TypeError call_tracing() argument 2 must be tuple, not int


class Odd(defaultdict):
    made = 0

    def __new__(cls, *args):
        Odd.made += 1
        return defaultdict.__new__(cls) if Odd.made == 1 else 5


try:
    Odd(int) | {1: 2}
except (TypeError, SystemError):
    print("no dict")  # expect: no dict


class Slotted(ctypes.Structure):
    __slots__ = ()
    _fields_ = [("a", ctypes.c_int)]


attempt(lambda: copy.copy(Slotted(5)))
# expect: AttributeError 'Slotted' object has no attribute '__dict__'
attempt(lambda: Slotted(5).__setstate__({"x": 1}, b"abcd"))
# expect: AttributeError 'Slotted' object has no attribute '__dict__'
