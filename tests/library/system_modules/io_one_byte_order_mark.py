# A text file gets one byte order mark, at its beginning, however often it is written to.
import io
import os
import tempfile

name = tempfile.mktemp()
for encoding in "utf-8-sig", "utf-16", "utf-32":
    with open(name, "w", encoding=encoding) as f:
        print("a", file=f)
        f.flush()
        print("b", file=f)
    with open(name, "a", encoding=encoding) as f:
        f.write("c")
        f.write("d")
    with open(name, encoding=encoding) as f:
        print(encoding, ascii(f.read()), os.path.getsize(name))
    with open(name, "w", encoding=encoding) as f:
        f.write("xyz")
        f.seek(0)
        f.write("w")
        f.seek(0, io.SEEK_END)
        f.write("!")
    with open(name, encoding=encoding) as f:
        print(encoding, ascii(f.read()))
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    stream.write("")
    stream.write("q")
    stream.flush()
    print(encoding, stream.buffer.getvalue().hex())
    stream.reconfigure(encoding="utf-16")
    stream.write("r")
    stream.flush()
    print(encoding, stream.buffer.getvalue().hex())
os.unlink(name)
# expect: utf-8-sig 'a\nb\ncd' 9
# expect: utf-8-sig 'wyz!'
# expect: utf-8-sig efbbbf71
# expect: utf-8-sig efbbbf717200
# expect: utf-16 'a\nb\ncd' 14
# expect: utf-16 'wyz!'
# expect: utf-16 fffe7100
# expect: utf-16 fffe71007200
# expect: utf-32 'a\nb\ncd' 28
# expect: utf-32 'wyz!'
# expect: utf-32 fffe000071000000
# expect: utf-32 fffe0000710000007200
