# Only getbuffer() shows the bytes of a BytesIO, and while it does they keep their number.
import io

for use in (bytes, bytearray, int, memoryview, io.BytesIO, io.BytesIO().write,
            lambda b: b"".join([b])):
    try:
        print(use(io.BytesIO(b"12")))
    except TypeError as e:
        print(e)
b = io.BytesIO(b"abc")
view = b.getbuffer()
with memoryview(view.obj) as second:
    print(type(view.obj).__name__, bytes(view), bytes(second))
view[0] = 65
print(b.getvalue())
for change in (b.close, lambda: b.truncate(1), lambda: b.write(b"1"), lambda: b.__init__(b"x"),
               lambda: b.__setstate__((b"x", 0, None)), lambda: type(view.obj)()):
    try:
        change()
    except (BufferError, TypeError) as e:
        print(type(e).__name__, e)
view.release()
b.close()
# expect: 'bytes' object cannot be interpreted as an integer
# expect: 'bytes' object cannot be interpreted as an integer
# expect: int() argument must be a string, a bytes-like object or a real number, not '_io.BytesIO'
# expect: memoryview: a bytes-like object is required, not '_io.BytesIO'
# expect: a bytes-like object is required, not '_io.BytesIO'
# expect: a bytes-like object is required, not '_io.BytesIO'
# expect: sequence item 0: expected a bytes-like object, _io.BytesIO found
# expect: _BytesIOBuffer b'abc' b'abc'
# expect: b'Abc'
# expect: BufferError Existing exports of data: object cannot be re-sized
# expect: BufferError Existing exports of data: object cannot be re-sized
# expect: BufferError Existing exports of data: object cannot be re-sized
# expect: BufferError Existing exports of data: object cannot be re-sized
# expect: BufferError Existing exports of data: object cannot be re-sized
# expect: TypeError cannot create '_io._BytesIOBuffer' instances
