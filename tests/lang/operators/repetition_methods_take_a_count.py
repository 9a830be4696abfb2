# __mul__ and its like of a sequence, called by name, are about their argument only.
import array
import collections

def tell(call, *args):
    try:
        print(call(*args))
    except TypeError as e:
        print(e)

for sequence in "x", b"x", bytearray(b"x"), [1], (1,), collections.deque([1]), array.array("i", [1]):
    for name in "__mul__", "__rmul__", "__imul__":
        method = getattr(sequence, name, None)
        if method:
            for args in ("a",), (1.5,), ([],), (), (1, 2), (2,):
                tell(method, *args)
tell(str.__rmul__, b"a")
tell(str.__rmul__, "a")
tell((1).__add__)
tell(int.__pow__, 0)
tell((1).__pow__, 1, 2, 3)
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: xx
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: xx
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: b'xx'
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: b'xx'
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: bytearray(b'xx')
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: bytearray(b'xx')
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: bytearray(b'xx')
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: [1, 1]
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: [1, 1]
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: [1, 1]
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: (1, 1)
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: (1, 1)
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: deque([1, 1])
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: deque([1, 1])
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: deque([1, 1])
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: array('i', [1, 1])
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: array('i', [1, 1])
# expect: 'str' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
# expect: 'list' object cannot be interpreted as an integer
# expect:  expected 1 argument, got 0
# expect:  expected 1 argument, got 2
# expect: array('i', [1, 1])
# expect: descriptor '__rmul__' requires a 'str' object but received a 'bytes'
# expect:  expected 1 argument, got 0
# expect: expected 1 argument, got 0
# expect:  expected at least 1 argument, got 0
# expect:  expected at most 2 arguments, got 3
