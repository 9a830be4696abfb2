# Subclasses of simple types are given as instances, so that they keep their class.
from ctypes import *


class Handle(c_void_p):
    def close(self):
        return "closed %s" % self.value


class Holder(Structure):
    _fields_ = [("h", Handle), ("n", c_int)]


holder = Holder(Handle(5), 3)
print(type(holder.h).__name__, holder.h.close(), repr(holder.n))
# expect: Handle closed 5 3
array = (Handle * 2)(1, 2)
print(array[1].close(), type(array[0]) is Handle)
# expect: closed 2 True
h = Handle(3)
h.label = "x"
print(h.label, str(h).startswith("<Handle object at "), repr(c_int(3)))
# expect: x True c_int(3)
print([c.__name__ for c in Handle.__mro__], type(Handle).__name__, type(type(Handle)).__name__)
# expect: ['Handle', 'c_void_p', '_SimpleCData', '_CData', 'object'] PyCSimpleType type


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_double)]


p = Point(1, 2.5)
p.note = "kept"
q = Point.__new__(Point)
function, (cls, state) = p.__reduce__()
q.__setstate__(*state)
print(q.x, q.y, q.note, cls is Point)
# expect: 1 2.5 kept True
try:
    pointer(p).__reduce__()
except ValueError as error:
    print(error)
# expect: ctypes objects containing pointers cannot be pickled
