# The module below ctypes, imported once more, knows the classes of pointers that there are.
# expect: True
# expect: True b'text'
import ctypes
import sys


class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int)]


pointer = ctypes.POINTER(Point)
for name in ("_ctypes", "_ffi"):
    if name in sys.modules:
        del sys.modules[name]
        __import__(name)
print(ctypes.POINTER(Point) is pointer)
length = ctypes.CDLL(None).strlen
length.argtypes = [ctypes.POINTER(ctypes.c_char)]
buffer = ctypes.create_string_buffer(b"text")
print(length(buffer) == 4, buffer.value)
