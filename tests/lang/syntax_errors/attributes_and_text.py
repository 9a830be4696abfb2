try:
    compile("x = 1\ny = (2 +* 3)\n", "name.py", "exec")
except SyntaxError as e:
    print(e.filename, e.lineno, e.offset, repr(e.text), e.end_lineno, e.end_offset, e.print_file_and_line, e.args[0])
    print(e)
try:
    compile("\n\n   x", "f", "exec")
except IndentationError as e:
    print(e, e.text)
# expect: name.py 2 9 'y = (2 +* 3)\n' 2 10 None invalid syntax
# expect: invalid syntax (name.py, line 2)
# expect: unexpected indent (f, line 3)    x
# expect:
