import os, tempfile
p = os.path.join(tempfile.gettempdir() if False else os.environ["TMPDIR"], "t.txt")
with open(p, "w") as f: print(f.write("line1\nliné2\n"), f.name == p, f.mode)
with open(p, encoding="utf-8") as f: print(f.read(), f.read() == "")
with open(p, "rb") as f: print(f.readline(), f.tell(), f.read(3))
with open(p, "a", encoding="utf-8") as f: f.write("x")
print(list(open(p, encoding="utf-8")), open(p, encoding="utf-8").readlines()[-1])
for a in ((p, "q"), (p, "rw"), (p, "x"), ("/nonexistent/x",), (p, "rbt"), (p, "rb", -1, "utf-8")):
    try:
        open(*a)
    except (ValueError, OSError) as e:
        print(type(e).__name__, str(e).replace(p, "P"))
f = open(p); f.close()
try:
    f.read()
except ValueError as e:
    print(e)
# expect: 12 True w
# expect: line1
# expect: liné2
# expect-exact: | True|
# expect: b'line1\n' 6 b'lin'
# expect: ['line1\n', 'liné2\n', 'x'] x
# expect: ValueError invalid mode: 'q'
# expect: ValueError must have exactly one of create/read/write/append mode
# expect: FileExistsError [Errno 17] File exists: 'P'
# expect: FileNotFoundError [Errno 2] No such file or directory: '/nonexistent/x'
# expect: ValueError can't have text and binary mode at once
# expect: ValueError binary mode doesn't take an encoding argument
# expect: I/O operation on closed file.
