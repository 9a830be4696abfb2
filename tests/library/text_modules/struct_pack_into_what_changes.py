# While values are packed into a bytearray, a value's __index__ cannot change its size; afterwards
# anybody can.
import struct
from array import array


class Index:
    def __index__(self):
        for change in (lambda: data.extend(b"x" * 100000), lambda: numbers.append(1)):
            try:
                change()
            except BufferError as error:
                print(error)
        return 5


data = bytearray(8)
numbers = array("B", [0] * 8)
struct.pack_into("<i", data, 0, Index())
struct.pack_into("<i", numbers, 0, Index())
print(data[:8], len(data), numbers[:4])
data.append(1)
numbers.pop()
print(len(data), len(numbers))
# expect: Existing exports of data: object cannot be re-sized
# expect: cannot resize an array that is exporting buffers
# expect: bytearray(b'\x05\x00\x00\x00\x00\x00\x00\x00') 100008 array('B', [5, 0, 0, 0])
# expect: 100009 8
