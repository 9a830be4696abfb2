# Of source that is given as bytes, names and strings must be UTF-8; comments may hold anything.
exec(b"x = 1 # caf\xe9\n# \xff \xe4\xb8\ny = '#\\'' # \"\xff\nprint(x, y) # \xff")
# expect: 1 #'
try:
    compile(b"x = = 1 # \xe4\xb8 \xff\n", "name", "exec")
except SyntaxError as e:
    print(e.offset, ascii(e.text))
# expect: 5 'x = = 1 # \ufffd \ufffd\n'
