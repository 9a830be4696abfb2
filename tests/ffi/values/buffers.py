# Foreign values have the buffer protocol, and can be made in the memory of other objects.
from ctypes import *
import array


class Point(Structure):
    _fields_ = [("x", c_int), ("y", c_short)]


data = bytearray(range(16))
p = Point.from_buffer(data, 8)
print(hex(p.x), hex(p.y))
# expect: 0xb0a0908 0xd0c
p.x = -1
print(data[8:12])
# expect: bytearray(b'\xff\xff\xff\xff')
data[8] = 0
print(p.x)
# expect: -256
copy = Point.from_buffer_copy(data)
data[0] = 255
print(hex(copy.x))
# expect: 0x3020100
numbers = array.array("i", [1, 2, 3])
view = (c_int * 3).from_buffer(numbers)
view[1] = 20
print(numbers)
# expect: array('i', [1, 20, 3])
m = memoryview(view)
print(m.format, m.shape, m.itemsize, m.nbytes, m.readonly, m.ndim)
# expect: <i (3,) 4 12 False 1
m.cast("B")[0] = 9
print(view[0], numbers[0])
# expect: 9 9
print(memoryview(Point(1, 2)).format, memoryview(c_double(1)).ndim, bytes(Point(1, 2)))
# expect: T{<i:x:<h:y:} 0 b'\x01\x00\x00\x00\x02\x00\x00\x00'
print(memoryview((Point * 2 * 3)()).shape, memoryview(pointer(p)).format)
# expect: (3, 2) &T{<i:x:<h:y:}
print(bytes(create_string_buffer(b"ab")), bytearray(c_short(258)))
# expect: b'ab\x00' bytearray(b'\x02\x01')
twin = Point.from_address(addressof(p))
twin.y = 77
print(p.y, twin._b_base_, p._b_base_)
# expect: 77 None None
c = c_short(5)
resize(c, 10)
print(sizeof(c), c.value)
# expect: 10 5
