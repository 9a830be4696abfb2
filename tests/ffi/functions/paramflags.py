# Prototypes with paramflags: names, defaults, output parameters.
from ctypes import *
import os

lib = CDLL(os.environ["FOREIGN_LIBRARY"])


def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print("%s: %s" % (type(error).__name__, error))


prototype = CFUNCTYPE(None, c_int, c_int, POINTER(c_int), POINTER(c_int))
divide = prototype(("divide", lib), ((1, "a"), (1, "b", 10), (2, "quotient"), (2, "remainder")))
attempt(divide, 17, 5)
# expect: (3, 2)
attempt(divide, 17)
# expect: (1, 7)
attempt(divide, b=4, a=17)
# expect: (4, 1)
attempt(divide)
# expect: TypeError: required argument 'a' missing
attempt(divide, 1, 2, 3)
# expect: TypeError: call takes exactly 2 arguments (3 given)
attempt(divide, a=1, c=2)
# expect: TypeError: call takes exactly 1 arguments (2 given)
inout = prototype(("divide", lib), ((1, "a"), (1, "b"), (3, "q"), (2, "r")))
print([x if isinstance(x, int) else x.value for x in inout(9, 4, c_int(0))])
# expect: [2, 1]
prototype = CFUNCTYPE(c_int, c_int)
attempt(prototype(("echo_int", lib), ((1, "x", 5),)))
# expect: 5
attempt(prototype(("echo_int", lib), ((1,),)))
# expect: TypeError: not enough arguments
for flags in (3, ((1, "x"), (2,)), ((7, "x"),), (("x",),), ((2, "x"),)):
    attempt(prototype, ("echo_int", lib), flags)
# expect: TypeError: paramflags must be a tuple or None
# expect: ValueError: paramflags must have the same length as argtypes
# expect: TypeError: paramflag value 7 not supported
# expect: TypeError: paramflags must be a sequence of (int [,string [,value]]) tuples
# expect: TypeError: 'out' parameter 1 must be a pointer type, not c_int
attempt(prototype, (1, lib))
# expect: TypeError: function name must be string, bytes object or integer
attempt(prototype, ("echo_int", 3))
# expect: AttributeError: 'int' object has no attribute '_handle'
