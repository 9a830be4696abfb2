# differs: CPython takes the script's dict for its own, and writes into it.
from ctypes import *

d = {}
x = py_object(d)
x.value = [1]
print(d, x.value)  # expect: {} [1]
