import io

b = io.BytesIO(b"abc")
print(b.seek(2**63 - 1), b.read())
for move in (lambda: b.seek(1, 1), lambda: b.seek(2**63 - 1, 2), lambda: b.write(b"x")):
    try:
        print(move())
    except OverflowError as e:
        print(e)
print(b.write(b""), b.tell(), b.seek(-2**63, 1), b.getvalue())
# expect: 9223372036854775807 b''
# expect: new position too large
# expect: new position too large
# expect: new buffer size too large
# expect: 0 9223372036854775807 0 b'abc'
