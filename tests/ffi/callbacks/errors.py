# What a callback raises is reported, and C gets zero.
from ctypes import *
import os
import sys

lib = CDLL(os.environ["FOREIGN_LIBRARY"])
Int = CFUNCTYPE(c_int, c_int)


def hook(unraisable):
    print(unraisable.err_msg, unraisable.object is wrong, unraisable.exc_value)


sys.unraisablehook = hook


def wrong(x):
    return {}[x]


print(lib.apply(Int(wrong), 5))
# expect: Exception ignored on calling ctypes callback function True 5
# expect: 0


def wrong(x):
    return "text"


print(lib.apply(Int(wrong), 5))
# expect: Exception ignored on converting result of ctypes callback function True 'str' object cannot be interpreted as an integer
# expect: 0


def wrong():
    pass


print(lib.apply(Int(wrong), 5))
# expect: Exception ignored on calling ctypes callback function True wrong() takes 0 positional arguments but 1 was given
# expect: 0


def wrong(x):
    sys.exit(3)


print(lib.apply(Int(wrong), 5))
# expect: Exception ignored on calling ctypes callback function True 3
# expect: 0
calls = []


def wrong(x):
    calls.append(x)
    if x == 3:
        raise ValueError("three")
    return 0 if x < 5 else -1


print(lib.apply_until_negative(Int(wrong), 0), calls)
# expect: Exception ignored on calling ctypes callback function True three
# expect: 5 [0, 1, 2, 3, 4, 5]
