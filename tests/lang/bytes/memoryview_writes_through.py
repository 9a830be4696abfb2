b = bytearray(b"hello")
m = memoryview(b)
m[0] = 72; m[1:3] = b"EE"
print(b)  # expect: bytearray(b'HEElo')
try:
    b.append(1)
except BufferError as e:
    print(e)  # expect: Existing exports of data: object cannot be re-sized
m.release()
b.append(33); print(b)  # expect: bytearray(b'HEElo!')
try:
    m[0]
except ValueError as e:
    print(e)  # expect: operation forbidden on released memoryview object
with memoryview(b) as v:
    print(v[0])  # expect: 72
