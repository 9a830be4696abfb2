import io
raw = io.BytesIO(b"a\r\nb\rc\n\xc3\xa9"); t = io.TextIOWrapper(raw, encoding="utf-8"); print(t.read().encode(), t.encoding, t.newlines)
print(io.TextIOWrapper(io.BytesIO(b"a\r\nb"), newline="").readlines(), io.TextIOWrapper(io.BytesIO(b"a\r\nb"), newline="\n").readlines())
out = io.BytesIO(); w = io.TextIOWrapper(out, encoding="latin-1", newline="\r\n", errors="replace"); w.write("é\n漢"); w.flush(); print(out.getvalue(), w.buffer is out)
try:
    io.TextIOWrapper(io.BytesIO(b"\xff"), encoding="utf-8").read()
except UnicodeDecodeError as e:
    print(e)
# expect: b'a\nb\nc\n\xc3\xa9' utf-8 ('\r', '\n', '\r\n')
# expect: ['a\r\n', 'b'] ['a\r\n', 'b']
# expect: b'\xe9\r\n?' True
# expect: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
