# Source in any encoding that there is a codec for, and what cannot be decoded.
def attempt(source):
    try:
        names = {}
        exec(compile(source, "f", "exec"), names)
        print(ascii(names["x"]))
    except SyntaxError as error:
        print(ascii(error.args))


attempt(b"# coding: cp1251\nx = '\xcf\xb3'")
attempt(b"# coding: koi8-r\nx = '\xcf\xb3'")
attempt(b"# coding: cp1252\nx = '\x81'")
attempt(b"# coding: nosuch\nx = 1")
attempt(b"# coding: cp1251\nx = '\xcf\xb3\xf2' +")

# expect: '\u041f\u0456'
# expect: '\u043e\u0401'
# expect: ("'charmap' codec can't decode byte 0x81 in position 22: character maps to <undefined>", ('f', 0, -1, None))
# expect: ('unknown encoding: nosuch', ('f', 0, -1, None))
# expect: ('invalid syntax', ('f', 2, 12, "x = '\u041f\u0456\u0442' +\n", 2, 12))
