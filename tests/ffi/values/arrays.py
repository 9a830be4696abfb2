# Arrays are sequences of fixed length.
from ctypes import *

a = (c_int * 5)(1, 2, 3)
print(list(a), len(a), a[-1], a[1:4], a[::-2], sizeof(a), type(a).__name__)
# expect: [1, 2, 3, 0, 0] 5 0 [2, 3, 0] [0, 3, 1] 20 c_int_Array_5
a[1:3] = [20, 30]
a[-1] = 50
print(a[:], [x for x in a], 20 in a)
# expect: [1, 20, 30, 0, 50] [1, 20, 30, 0, 50] True
for key in (5, -6, "x"):
    try:
        a[key]
    except Exception as error:
        print(type(error).__name__, error)
# expect: IndexError invalid index
# expect: IndexError invalid index
# expect: TypeError indices must be integers
for value in ([1], range(9)):
    try:
        a[0:2] = value
    except Exception as error:
        print(type(error).__name__, error)
# expect: ValueError Can only assign sequence of same size
# expect: ValueError Can only assign sequence of same size
try:
    del a[0]
except TypeError as error:
    print(error)
# expect: Array does not support item deletion
try:
    (c_int * 2)(1, 2, 3)
except IndexError as error:
    print(error)
# expect: invalid index
grid = (c_int * 3 * 2)((1, 2, 3), (4, 5, 6))
print([list(row) for row in grid], memoryview(grid).shape, memoryview(grid).format)
# expect: [[1, 2, 3], [4, 5, 6]] (2, 3) <i
grid[1][2] = 60
print(list(grid[1]), bytes(grid)[-4:])
# expect: [4, 5, 60] b'<\x00\x00\x00'
print(c_int * 3 is c_int * 3, c_int * 3 is c_int * 4, 3 * c_int is c_int * 3)
# expect: True False True


class Words(Array):
    _type_ = c_char_p
    _length_ = 2


words = Words(b"a", b"b")
words[1] = None
print(words[:], Words.__mro__[1].__name__)
# expect: [b'a', None] Array
