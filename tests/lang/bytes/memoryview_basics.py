m = memoryview(b"hello")
print(m[0], m[1:3].tobytes(), len(m), m.format, m.itemsize, m.shape, m.strides, m.ndim, m.nbytes, m.readonly, m.tolist(), m[::-1].tobytes(), m.contiguous)
print(bytes(m), m == b"hello", m.hex(), 104 in m, list(m[::2]), m.obj)
# expect: 104 b'el' 5 B 1 (5,) (1,) 1 5 True [104, 101, 108, 108, 111] b'olleh' True
# expect: b'hello' True 68656c6c6f True [104, 108, 111] b'hello'
