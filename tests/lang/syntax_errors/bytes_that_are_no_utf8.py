# What is no UTF-8 in the names and strings of bytes: the text of the error shows it replaced.
def show(source):
    try:
        compile(source, "name", "exec")
    except SyntaxError as e:
        print(e.lineno, e.offset, e.end_lineno, e.end_offset, ascii(e.text))
        print(" ", e.msg)

show(b'x = "\xff"\n')
# expect: 1 8 1 8 'x = "\ufffd"\n'
# expect:   (unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
show(b"x = \xff\n")
# expect: 1 5 1 -1 'x = \ufffd\n'
# expect:   (unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
show(b"\xff\xfex = 1\n")
# expect: 1 3 1 -1 '\ufffd\ufffdx = 1\n'
# expect:   (unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
show(b'x = 1\n"""\nabc\n\xff"""\n')
# expect: 4 5 4 5 '"""\nabc\n\ufffd"""\n'
# expect:   (unicode error) 'utf-8' codec can't decode byte 0xff in position 5: invalid start byte
show(b'x = "#" "\xe9"\n')
# expect: 1 12 1 12 'x = "#" "\ufffd"\n'
# expect:   (unicode error) 'utf-8' codec can't decode byte 0xe9 in position 0: unexpected end of data
