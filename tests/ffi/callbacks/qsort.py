# qsort with a comparison in script; one that raises, one that sorts again.
from ctypes import *
import random

libc = CDLL(None)
Compare = CFUNCTYPE(c_int, POINTER(c_int), POINTER(c_int))
libc.qsort.argtypes = [c_void_p, c_size_t, c_size_t, Compare]
libc.qsort.restype = None
random.seed(7)
numbers = [random.randrange(10**6) for i in range(500)]
array = (c_int * 500)(*numbers)
libc.qsort(array, 500, sizeof(c_int), Compare(lambda a, b: a[0] - b[0]))
print(array[:] == sorted(numbers))
# expect: True
inner_runs = 0


def nested(a, b):
    global inner_runs
    small = (c_int * 3)(3, 1, 2)
    libc.qsort(small, 3, sizeof(c_int), Compare(lambda x, y: x.contents.value - y.contents.value))
    inner_runs += small[:] == [1, 2, 3]
    return b[0] - a[0]


array = (c_int * 20)(*range(20))
libc.qsort(array, 20, sizeof(c_int), Compare(nested))
print(array[:3], inner_runs > 19)
# expect: [19, 18, 17] True
