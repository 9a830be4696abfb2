def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", type(e).__name__, e.msg, e.lineno, e.offset)
show("if 1:\npass", "  x = 1", "if 1:\n  a\n b", "if 1:\n  a\n    b", "def f():\n", "class C:\nx = 1", "if 1:\n\ta\n        b", "for x in y:\nz", "while 1:\nx", "try:\nx", "with a:\nb", "else:\n pass", "if 1:\n    x\n  y", "match x:\ncase 1: pass", "try:\n x\nexcept:\ny", "if 1:\n x\nelse:\ny")
# expect: 'if 1:\npass' -> IndentationError expected an indented block after 'if' statement on line 1 2 1
# expect: '  x = 1' -> IndentationError unexpected indent 1 2
# expect: 'if 1:\n  a\n b' -> IndentationError unindent does not match any outer indentation level 3 3
# expect: 'if 1:\n  a\n    b' -> IndentationError unexpected indent 3 4
# expect: 'def f():\n' -> IndentationError expected an indented block after function definition on line 1 1 9
# expect: 'class C:\nx = 1' -> IndentationError expected an indented block after class definition on line 1 2 1
# expect: 'if 1:\n\ta\n        b' -> TabError inconsistent use of tabs and spaces in indentation 3 1
# expect: 'for x in y:\nz' -> IndentationError expected an indented block after 'for' statement on line 1 2 1
# expect: 'while 1:\nx' -> IndentationError expected an indented block after 'while' statement on line 1 2 1
# expect: 'try:\nx' -> IndentationError expected an indented block after 'try' statement on line 1 2 1
# expect: 'with a:\nb' -> IndentationError expected an indented block after 'with' statement on line 1 2 1
# expect: 'else:\n pass' -> SyntaxError invalid syntax 1 1
# expect: 'if 1:\n    x\n  y' -> IndentationError unindent does not match any outer indentation level 3 4
# expect: 'match x:\ncase 1: pass' -> IndentationError expected an indented block after 'match' statement on line 1 2 1
# expect: 'try:\n x\nexcept:\ny' -> IndentationError expected an indented block after 'except' statement on line 3 4 1
# expect: 'if 1:\n x\nelse:\ny' -> IndentationError expected an indented block after 'else' statement on line 3 4 1
