# A copy of an iterator over a string or bytes goes on where the iterator stands, and does not move it.
import copy

for text in "abc", "\xe4bc", b"abc", bytearray(b"abc"):
    it = iter(text)
    next(it)
    print(list(copy.copy(it)), list(copy.deepcopy(it)), list(it), list(copy.copy(it)))
    it = iter(text)
    it.__setstate__(2)
    print(list(it), it.__reduce__()[1])
# expect: ['b', 'c'] ['b', 'c'] ['b', 'c'] []
# expect: ['c'] ('',)
# expect: ['b', 'c'] ['b', 'c'] ['b', 'c'] []
# expect: ['c'] ('',)
# expect: [98, 99] [98, 99] [98, 99] []
# expect: [99] ((),)
# expect: [98, 99] [98, 99] [98, 99] []
# expect: [99] ((),)
