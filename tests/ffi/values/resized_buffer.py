# A bytearray that a foreign value lies in cannot change its size.
from ctypes import *
import gc

data = bytearray(b"12345678")
value = (c_char * 4).from_buffer(data, 2)
for change in (lambda: data.append(1), lambda: data.extend(b"xy"), data.clear):
    try:
        change()
    except BufferError as error:
        print(error)
# expect: Existing exports of data: object cannot be re-sized
# expect: Existing exports of data: object cannot be re-sized
# expect: Existing exports of data: object cannot be re-sized
data[2:6] = b"abcd"
print(value.raw, len(data))
# expect: b'abcd' 8
value = None
gc.collect()
data.append(1)
print(len(data))
# expect: 9
