for source, mode in ('', 'eval'), (b'', 'single'), (b'# coding: foo', 'exec'):
    try:
        compile(source, 'f', mode)
    except SyntaxError as e:
        print(e.args, e.end_lineno, e.end_offset)
# expect: ('invalid syntax', ('f', 0, 0, '', 0, 0)) 0 0
# expect: ('invalid syntax', ('f', 0, 0, '', 0, 0)) 0 0
# expect: ('unknown encoding: foo', ('f', 0, -1, None)) None None
