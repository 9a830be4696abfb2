print(eval(b"'\xc3\xa9'").encode(), eval(b"# -*- coding: latin-1 -*-\n'\xe9'").encode(), eval("'a'\\\n'b'"))
ns = {}
exec(b"# coding: utf-8\nx = '\xc3\xa9'", ns); print(len(ns["x"]))
for s in (b"'\xff'", b"# coding: nope\n1", b"\xef\xbb\xbf1 +", b"# coding: latin-1\n1 1"):
    try:
        compile(s, "s", "exec")
    except SyntaxError as e:
        print(e.msg.split(":")[0].split(" in file")[0])
# expect: b'\xc3\xa9' b'\xc3\xa9' ab
# expect: 1
# expect: (unicode error) 'utf-8' codec can't decode byte 0xff in position 0
# expect: unknown encoding
# expect: invalid syntax
# expect: invalid syntax
