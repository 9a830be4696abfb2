# What functions of the library say about arguments of wrong types.
import binascii
import bisect
import collections
import io
import shlex
import struct
import textwrap

class Index:
    def __index__(self):
        return 3

def tell(call, *args, **kwargs):
    try:
        print("gives", call(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)

tell(bisect.bisect, {1: 2}, 1)
tell(bisect.insort, {}, 1)
tell(bisect.bisect, {1}, 1)
tell(lambda: b"%f" % 10 ** 400)
tell(lambda: b"%f" % "a")
deque = collections.deque([1, 2, 3])
tell(deque.__setitem__, 10 ** 30, 1)
tell(lambda: deque[10 ** 30])
tell(lambda: deque["a"])
tell(collections.deque, [], Index())
tell(textwrap.dedent, None)
tell(textwrap.dedent, b"a")
tell(textwrap.indent, b"a", "b")
tell(shlex.quote, 5)
tell(shlex.quote, b"a")
tell(shlex.quote, None)
tell(shlex.join, [5])
tell(io.open_code, 3)
tell(io.open_code, None)
tell(binascii.hexlify, None)
tell(binascii.hexlify, "a")
tell(binascii.hexlify, b"ab", None)
tell(memoryview(b"abcd").cast, "a", 1)
tell((5).__round__, None)
tell(round, 5, None)
tell(bytearray(b"a").extend, "")
tell(bytearray(b"a").extend, "a")
tell(struct.pack, "f", 10 ** 400)
tell(struct.pack_into, "i", b"aaaa", 0, 1)
tell(struct.pack_into, "i", None, 0, 1)
tell(io.BytesIO().readinto, "a")
tell(io.BytesIO().readinto1, b"a")
tell(io.StringIO().read, "a")
tell(io.BytesIO().readline, 1.5)
# expect: TypeError dict is not a sequence
# expect: TypeError dict is not a sequence
# expect: TypeError 'set' object does not support indexing
# expect: TypeError float argument required, not int
# expect: TypeError float argument required, not str
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: IndexError cannot fit 'int' into an index-sized integer
# expect: TypeError sequence index must be integer, not 'str'
# expect: TypeError an integer is required
# expect: TypeError expected string or bytes-like object, got 'NoneType'
# expect: TypeError cannot use a string pattern on a bytes-like object
# expect: TypeError can only concatenate str (not "bytes") to str
# expect: TypeError expected string or bytes-like object, got 'int'
# expect: TypeError cannot use a string pattern on a bytes-like object
# expect: gives ''
# expect: TypeError expected string or bytes-like object, got 'int'
# expect: TypeError open_code() argument 'path' must be str, not int
# expect: TypeError open_code() argument 'path' must be str, not None
# expect: TypeError a bytes-like object is required, not 'NoneType'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError object of type 'NoneType' has no len()
# expect: TypeError shape must be a list or a tuple
# expect: TypeError 'NoneType' object cannot be interpreted as an integer
# expect: gives 5
# expect: gives None
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: error required argument is not a float
# expect: TypeError argument must be read-write bytes-like object, not bytes
# expect: TypeError argument must be read-write bytes-like object, not None
# expect: TypeError readinto() argument must be read-write bytes-like object, not str
# expect: TypeError readinto1() argument must be read-write bytes-like object, not bytes
# expect: TypeError argument should be integer or None, not 'str'
# expect: TypeError argument should be integer or None, not 'float'
