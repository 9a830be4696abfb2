try:
    None.foo
except AttributeError as e:
    print(e, e.name, e.obj)
try:
    undefined
except NameError as e:
    print(e.name)
try:
    import nosuchmodule
except ModuleNotFoundError as e:
    print(e, e.name, e.path)
try:
    from os import nosuchname
except ImportError as e:
    print(str(e)[:40], e.name)
e = StopIteration(5, 6); print(e.value, e.args)
e = SystemExit(3); print(e.code, SystemExit().code, SystemExit(1, 2).code)
e = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"); print(e.encoding, e.object, e.start, e.end, e.reason, e)
e = SyntaxError("m", ("f.py", 1, 2, "text", 1, 5)); print(e.msg, e.filename, e.lineno, e.offset, e.text, e.end_lineno, e.end_offset, e)
print(ImportError("x", name="n", path="p").name, AttributeError("m", name="n", obj=1).obj)
# expect: 'NoneType' object has no attribute 'foo' foo None
# expect: undefined
# expect: No module named 'nosuchmodule' nosuchmodule None
# expect: cannot import name 'nosuchname' from 'os os
# expect: 5 (5, 6)
# expect: 3 None (1, 2)
# expect: utf-8 b'\xff' 0 1 bad 'utf-8' codec can't decode byte 0xff in position 0: bad
# expect: m f.py 1 2 text 1 5 m (f.py, line 1)
# expect: n 1
