# tell() after a line that was read gives the place of the next one, in every built-in encoding, and
# also where the error handler has had nothing to do.
import os
import tempfile

name = tempfile.mktemp()
for encoding, errors in (("utf-16", "strict"), ("utf-8-sig", "strict"), ("utf-32", "strict"),
                         ("utf-16-be", "strict"), ("latin-1", "ignore"), ("utf-8", "replace"),
                         ("utf-8", "surrogateescape"), ("ascii", "backslashreplace")):
    with open(name, "wb") as f:
        f.write("ab\ncd\nef\n".encode(encoding))
    with open(name, encoding=encoding, errors=errors) as f:
        f.readline()
        at = f.tell()
        next_line = f.readline()
        f.seek(at)
        print(encoding, at, ascii(next_line), f.readline() == next_line)
with open(name, "wb") as f:
    f.write(b"\xff\ncd\xff\xff\nef\n")
with open(name, encoding="utf-8", errors="surrogateescape") as f:
    f.readline()
    print(f.tell(), ascii(f.readline()))
os.unlink(name)
# expect: utf-16 8 'cd\n' True
# expect: utf-8-sig 6 'cd\n' True
# expect: utf-32 16 'cd\n' True
# expect: utf-16-be 6 'cd\n' True
# expect: latin-1 3 'cd\n' True
# expect: utf-8 3 'cd\n' True
# expect: utf-8 3 'cd\n' True
# expect: ascii 3 'cd\n' True
# expect: 2 'cd\udcff\udcff\n'
