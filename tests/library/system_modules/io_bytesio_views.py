import io
b = io.BytesIO(b"x")
print(bytes(b.getbuffer()), b.write(b"aaaa"))
b.getbuffer()[0] = 98
b.truncate(3)
print(b.getvalue())
view = b.getbuffer()
for change in (lambda: b.write(b"1"), lambda: b.truncate(0), b.close):
    try:
        change()
    except BufferError as error:
        print(error)
view.release()
b.write(b"2")
try:
    b.write(b.getbuffer())
except BufferError as error:
    print(error)
print(b.getvalue())
b.close()

# expect: b'x' 4
# expect: b'baa'
# expect: Existing exports of data: object cannot be re-sized
# expect: Existing exports of data: object cannot be re-sized
# expect: Existing exports of data: object cannot be re-sized
# expect: Existing exports of data: object cannot be re-sized
# expect: b'baa\x002'
