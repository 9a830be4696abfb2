# Variadic functions, many arguments, variables of a library.
from ctypes import *
import os

lib = CDLL(os.environ["FOREIGN_LIBRARY"])
f = lib.sum_varied
f.restype = c_double
print(f(4, 1, c_double(0.5), 2, c_double(0.25)))
# expect: 3.75
f.argtypes = [c_int]
print(f(0), f(2, 3, c_double(1.5)), f(1, 7))
# expect: 0.0 4.5 7.0
printed = create_string_buffer(60)
libc = CDLL(None)
libc.snprintf.argtypes = [c_char_p, c_size_t, c_char_p]
print(libc.snprintf(printed, 60, b"%d %s %.2f %c", 42, b"text", c_double(2.5), c_int(ord("x"))))
# expect: 14
print(printed.value)
# expect: b'42 text 2.50 x'
g = lib.sum_ten
g.restype = c_long
g.argtypes = [c_long, c_int, c_short, c_char, c_longlong] + [c_long] * 5
print(g(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
# expect: 385
h = lib.sum_doubles
h.restype = c_double
h.argtypes = [c_double] * 10
print(h(*[x / 2 for x in range(10)]))
# expect: 22.5
counter = c_int.in_dll(lib, "counter")
print(counter.value, lib.get_counter())
# expect: 42 42
counter.value += 1
print(lib.get_counter(), c_char_p.in_dll(lib, "greeting").value)
# expect: 43 b'hello'


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_int)]


print(Point.in_dll(lib, "origin").y)
# expect: 8
for name in ("nosuch",):
    for attempt in (lambda: getattr(lib, name), lambda: c_int.in_dll(lib, name), lambda: lib[name]):
        try:
            attempt()
        except (AttributeError, ValueError) as error:
            print(type(error).__name__, str(error).split(": ")[-1])
# expect: AttributeError nosuch
# expect: ValueError nosuch
# expect: AttributeError nosuch
try:
    CDLL("no such library.so")
except OSError as error:
    print(error)
# expect: no such library.so: cannot open shared object file: No such file or directory
print(lib.sum_ten is lib.sum_ten, lib["sum_ten"] is lib.sum_ten, lib.sum_ten.__name__)
# expect: True False sum_ten
