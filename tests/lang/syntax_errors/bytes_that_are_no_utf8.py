# What is no UTF-8 in the names and strings of bytes: the text of the error shows it replaced.
def show(source):
    try:
        compile(source, "name", "exec")
    except SyntaxError as e:
        print(e.lineno, e.offset, e.end_lineno, e.end_offset, ascii(e.text))
        print(" ", e.msg)

show(b'x = "\xff"\n')
show(b"x = \xff\n")
show(b"\xff\xfex = 1\n")
show(b'x = 1\n"""\nabc\n\xff"""\n')
show(b'x = "#" "\xe9"\n')
for rest in b" \n", b" # c\n", b" if y else 1\n", b" ** 2\n", b" +", b"+1\n", b"\t\n", b"":
    try:
        compile(b'x = "\xff"' + rest, "name", "exec")
    except SyntaxError as e:
        print(rest, e.offset, e.end_offset)
# expect: 1 8 1 8 'x = "\ufffd"\n'
# expect:   (unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: 1 5 1 -1 'x = \ufffd\n'
# expect:   (unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: 1 3 1 -1 '\ufffd\ufffdx = 1\n'
# expect:   (unicode error) 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
# expect: 4 5 4 5 '"""\nabc\n\ufffd"""\n'
# expect:   (unicode error) 'utf-8' codec can't decode byte 0xff in position 5: invalid start byte
# expect: 1 12 1 12 'x = "#" "\ufffd"\n'
# expect:   (unicode error) 'utf-8' codec can't decode byte 0xe9 in position 0: unexpected end of data
# expect: b' \n' 9 9
# expect: b' # c\n' 9 12
# expect: b' if y else 1\n' 9 11
# expect: b' ** 2\n' 9 11
# expect: b' +' 9 10
# expect: b'+1\n' 8 9
# expect: b'\t\n' 9 9
# expect: b'' 8 8
