import io, os
p = os.path.join(os.environ["TMPDIR"], "f")
with open(p, "wb") as f: print(type(f).__name__, f.write(b"0123456789"), f.tell())
with open(p, "r+b") as f: print(f.seek(5), f.read(2), f.seek(-1, os.SEEK_END), f.read(), f.seek(0), f.write(b"X"), type(f).__name__)
with open(p, "rb", buffering=0) as f: print(type(f).__name__, f.readall(), f.fileno() > 2, f.closed)
print(f.closed, open(p).read(), os.path.getsize(p)); b = bytearray(4)
with open(p, "rb") as f: print(f.readinto(b), b, f.peek(1)[:1], f.readable(), f.writable(), f.isatty())
with open(p) as f:
    try:
        f.write("x")
    except io.UnsupportedOperation as e:
        print(e)
with open(p, "w+", encoding="utf-8") as f: f.write("é\nb"); f.seek(0); print(f.readline(), f.tell(), f.read(), f.truncate(2), type(f).__name__)
with open(p, "w") as f: f.writelines(["a\n", "b\n"])
print([l.rstrip() for l in open(p)])
# expect: BufferedWriter 10 10
# expect: 5 b'56' 9 b'9' 0 1 BufferedRandom
# expect: FileIO b'X123456789' True False
# expect: True X123456789 10
# expect: 4 bytearray(b'X123') b'4' True False False
# expect: not writable
# expect: é
# expect-exact: | 3 b 2 TextIOWrapper|
# expect: ['a', 'b']
