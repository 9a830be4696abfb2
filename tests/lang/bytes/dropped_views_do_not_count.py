b = bytearray(b"hello world")
def first(b):
    view = memoryview(b)
    return bytes(view[:5])
def in_place(b):
    for byte in memoryview(b)[:2]: pass
    x = bytes(memoryview(b)[2:4])
    b += b"zz"
    del b[:2]
    s = memoryview(b)[1:3].tolist(); s = memoryview(b)[1:3]; s = None
    b[2:4] = b"123"
    b[2:5] = b"12"
for i in range(5):
    first(b); b.append(65); del b[:1]
    bytes(memoryview(b)[2:4]); b += b"zz"; del b[:2]
    in_place(b)
    view = memoryview(b); del view; b.extend(b"1"); b.pop()
with memoryview(b) as view:
    with view[1:3] as part: pass
    try: b.append(1)
    except BufferError as e: print("with", e)
b.append(1)
view = memoryview(b)
part = view[1:]
view.release()
def shrink(): b.clear()
def replace(): b[:] = b"x"
def grow(): b.extend(b"12")
for f in shrink, replace, grow:
    try: f()
    except BufferError as e: print(f.__name__, e)
b[0:1] = b"q"
print(b[:1], part[0] == b[1])
part.release()
b.clear()
print(b)
# expect: with Existing exports of data: object cannot be re-sized
# expect: shrink Existing exports of data: object cannot be re-sized
# expect: replace Existing exports of data: object cannot be re-sized
# expect: grow Existing exports of data: object cannot be re-sized
# expect: bytearray(b'q') True
# expect: bytearray(b'')
