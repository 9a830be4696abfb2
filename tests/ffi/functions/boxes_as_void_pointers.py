# c_void_p takes what byref() gives, and no other boxed argument.
from ctypes import *

for box in c_int.from_param(3), c_double.from_param(3), c_char.from_param(b'a'):
    try:
        print(c_void_p.from_param(box))
    except TypeError as e:
        print(e)
# expect: wrong type
# expect: wrong type
# expect: wrong type
box = byref(c_int())
print(c_void_p.from_param(box) is box)  # expect: True
