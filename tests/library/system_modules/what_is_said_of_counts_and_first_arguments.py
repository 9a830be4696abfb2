# What functions of the library say, and in which order, about arguments that do not fit.
import array
import heapq
import itertools
import re
import struct
import time

def tell(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)

tell(heapq.heapify, 1)
tell(heapq.heappop, 1)
tell(heapq.heappush, 1, 2)
tell(heapq.heapreplace, 1, 2)
tell(heapq.heappushpop, 1, 2)
tell(struct.pack, [])
tell(struct.calcsize, {})
tell(struct.pack, 1)
tell(struct.unpack_from)
tell(struct.unpack_from, "i")
tell(array.array, "a", 1)
tell(array.array, "a", "text")
tell(array.array, "a", array.array("u"))
tell(array.array, "a", [])
tell(itertools.combinations, len, [1, 2])
tell(itertools.combinations, len, -1)
tell(itertools.combinations_with_replacement, len, [1, 2])
tell(itertools.permutations, [1], -1)
tell(re.purge, 1)
tell(re.compile, "a", "b")
tell(re.compile, "a", 1.5)
tell(re.compile, "a", [])
tell(re.compile, re.compile("a"), "b")
tell(re.compile, re.compile("a"), None)
tell(time.strftime)
tell(time.strftime, 1, 2, 3)
tell(time.clock_getres)
tell(time.clock_gettime, 1, 2)
tell(time.get_clock_info)
tell(time.localtime, 1, 2)
tell(time.gmtime, 1, 2)
tell(time.ctime, 1, 2)
tell(time.localtime, seconds=1)
tell(time.sleep)
# expect: TypeError heapify() argument must be list, not int
# expect: TypeError heappop() argument must be list, not int
# expect: TypeError heappush() argument 1 must be list, not int
# expect: TypeError heapreplace() argument 1 must be list, not int
# expect: TypeError heappushpop() argument 1 must be list, not int
# expect: TypeError unhashable type: 'list'
# expect: TypeError unhashable type: 'dict'
# expect: TypeError Struct() argument 1 must be a str or bytes object, not int
# expect: TypeError unpack_from() takes at least 1 positional argument (0 given)
# expect: TypeError unpack_from() missing required argument 'buffer' (pos 2)
# expect: TypeError 'int' object is not iterable
# expect: TypeError cannot use a str to initialize an array with typecode 'a'
# expect: TypeError cannot use a unicode array to initialize an array with typecode 'a'
# expect: ValueError bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)
# expect: TypeError 'list' object cannot be interpreted as an integer
# expect: TypeError 'builtin_function_or_method' object is not iterable
# expect: TypeError 'list' object cannot be interpreted as an integer
# expect: ValueError r must be non-negative
# expect: TypeError purge() takes 0 positional arguments but 1 was given
# expect: TypeError unsupported operand type(s) for &: 'str' and 'RegexFlag'
# expect: TypeError unsupported operand type(s) for &: 'float' and 'RegexFlag'
# expect: TypeError unhashable type: 'list'
# expect: ValueError cannot process flags argument with a compiled pattern
# expect: re.compile('a')
# expect: TypeError strftime() takes at least 1 argument (0 given)
# expect: TypeError strftime() takes at most 2 arguments (3 given)
# expect: TypeError clock_getres() takes exactly 1 argument (0 given)
# expect: TypeError clock_gettime() takes exactly 1 argument (2 given)
# expect: TypeError get_clock_info() takes exactly 1 argument (0 given)
# expect: TypeError localtime() takes at most 1 argument (2 given)
# expect: TypeError gmtime() takes at most 1 argument (2 given)
# expect: TypeError ctime() takes at most 1 argument (2 given)
# expect: TypeError localtime() takes no keyword arguments
# expect: TypeError time.sleep() takes exactly one argument (0 given)
