# Pointers, what they point to, and what they keep alive.
from ctypes import *

i = c_int(5)
p = pointer(i)
print(p[0], p.contents, p.contents is i, bool(p), type(p).__name__, type(p) is POINTER(c_int))
# expect: 5 c_int(5) False True LP_c_int True
p[0] = 6
i2 = c_int(7)
print(i.value)
# expect: 6
p.contents = i2
print(p[0], i.value)
# expect: 7 6
a = (c_int * 4)(10, 20, 30, 40)
q = cast(a, POINTER(c_int))
print(q[:3], q[3:0:-1], q[0:4:2], q[2])
# expect: [10, 20, 30] [40, 30, 20] [10, 30] 30
null = POINTER(c_int)()
print(bool(null), cast(null, c_void_p).value)
# expect: False None
for use in (lambda: null[0], lambda: null.contents, lambda: p["a"], lambda: p[:], lambda: p[:2:-1],
            lambda: p[0:2:0], lambda: p.__setitem__(0, "x"), lambda: setattr(p, "contents", 3),
            lambda: p.__delitem__(0), lambda: delattr(p, "contents"), lambda: POINTER(c_int)(3)):
    try:
        use()
    except Exception as error:
        print(type(error).__name__, error)
# expect: ValueError NULL pointer access
# expect: ValueError NULL pointer access
# expect: TypeError Pointer indices must be integer
# expect: ValueError slice stop is required
# expect: ValueError slice start is required for step < 0
# expect: ValueError slice step cannot be zero
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError expected c_int instead of int
# expect: TypeError Pointer does not support item deletion
# expect: TypeError Pointer does not support item deletion
# expect: TypeError expected c_int instead of int
pp = pointer(p)
print(pp.contents.contents.value, pp[0][0])
# expect: 7 7
pp[0] = pointer(c_int(99))
print(p[0])
# expect: 99
b = byref(i)
print(b._obj is i, repr(b).split()[0])
# expect: True <cparam
print(cast(a, POINTER(c_char))[0], cast(pointer(a), POINTER(c_int))[1])
# expect: b'\n' 20


class Node(Structure):
    pass


Node._fields_ = [("value", c_int), ("next", POINTER(Node))]
first = Node(1, pointer(Node(2, pointer(Node(3)))))
node, seen = first, []
while True:
    seen.append(node.value)
    if not node.next:
        break
    node = node.next.contents
print(seen)
# expect: [1, 2, 3]
Later = POINTER("Later")
print(Later.__name__)
# expect: LP_Later
try:
    Later()
except TypeError as error:
    print(error)
# expect: Cannot create instance: has no _type_


class Leaf(Structure):
    _fields_ = [("value", c_int)]


SetPointerType(Later, Leaf)
print(Later(Leaf(5)).contents.value, POINTER(Leaf) is Later)
# expect: 5 True
