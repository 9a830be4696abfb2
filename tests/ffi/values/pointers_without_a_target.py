# A pointer class that does not know yet what it points to has no values to show.
# differs: CPython dereferences NULL.
from ctypes import *

P = POINTER('Foo')
p = P.from_buffer(bytearray(b'\x10' * 8))


class Q(POINTER(c_int)):
    pass


q = Q.from_buffer(bytearray(b'\x10' * 8))
libc = CDLL(None)
libc.strdup.restype = P


def attempt(f):
    try:
        print(f())
    except TypeError as e:
        print(e)


attempt(lambda: p.contents)  # expect: LP_Foo has no _type_
attempt(lambda: p[0])  # expect: LP_Foo has no _type_
attempt(lambda: p[0:3])  # expect: LP_Foo has no _type_
attempt(lambda: setattr(p, 'contents', c_int(3)))  # expect: LP_Foo has no _type_
attempt(lambda: p.__setitem__(0, 3))  # expect: LP_Foo has no _type_
attempt(lambda: q.contents)  # expect: Q has no _type_
attempt(lambda: libc.strdup(b'x')[0])  # expect: LP_Foo has no _type_
out = CFUNCTYPE(c_int, P)(('time', libc), ((2, 'x'),))
attempt(out)  # expect: LP_Foo has no _type_
