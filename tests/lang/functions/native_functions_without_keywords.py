# Native functions that take any number of arguments refuse those with names that they do not know.
import math
import struct
import time


def say(call):
    try:
        print(call())
    except TypeError as e:
        print(e)


say(lambda: math.gcd(4, n=6))
# expect: math.gcd() takes no keyword arguments
say(lambda: math.lcm(n=6))
# expect: math.lcm() takes no keyword arguments
say(lambda: math.log(8, base=2))
# expect: log() takes no keyword arguments
say(lambda: math.log())
# expect: math.log requires 1 to 2 arguments
say(lambda: struct.pack("", x=1))
# expect: _struct.pack() takes no keyword arguments
say(lambda: struct.pack_into("", bytearray(1), 0, x=1))
# expect: _struct.pack_into() takes no keyword arguments
say(lambda: struct.Struct("").pack(x=1))
# expect: Struct.pack() takes no keyword arguments
say(lambda: time.strptime("2020", format="%Y"))
# expect: strptime() takes no keyword arguments
