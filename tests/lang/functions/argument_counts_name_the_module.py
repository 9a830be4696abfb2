# Messages about the number of arguments name the module of a native function, but for builtins.
import math
import os
import time


def say(call):
    try:
        print(call())
    except TypeError as e:
        print(e)


say(lambda: math.sqrt())
# expect: math.sqrt() takes exactly one argument (0 given)
say(lambda: math.sqrt(x=1))
# expect: math.sqrt() takes no keyword arguments
say(lambda: time.time(1))
# expect: time.time() takes no arguments (1 given)
say(lambda: os.getpid(1))
# expect: posix.getpid() takes no arguments (1 given)
say(lambda: len())
# expect: len() takes exactly one argument (0 given)
say(lambda: math.pow(1))
# expect: pow expected 2 arguments, got 1
say(lambda: math.prod())
# expect: prod() takes exactly 1 positional argument (0 given)
say(lambda: int.from_bytes(b"", bytes=b""))
# expect: argument for from_bytes() given by name ('bytes') and position (1)
