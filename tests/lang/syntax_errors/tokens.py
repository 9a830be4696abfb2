def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", type(e).__name__, e.msg, e.lineno, e.offset)
show("x = 'abc", 'x = """abc', "x = 1__0", "0x", "0b2", "0o8", "1a", "01", "1_", "$", "?", "a ! b", "x = \\ 1", "'\\x4'", "'\\N{nope}'", "'\\u12'", "b'é'", "\x00", "é€ = 1", "1e", "0_", "`a`", "'a' b'b'", "1.e", "a\\")
# expect: "x = 'abc" -> SyntaxError unterminated string literal (detected at line 1) 1 5
# expect: 'x = """abc' -> SyntaxError unterminated triple-quoted string literal (detected at line 1) 1 5
# expect: 'x = 1__0' -> SyntaxError invalid decimal literal 1 6
# expect: '0x' -> SyntaxError invalid hexadecimal literal 1 2
# expect: '0b2' -> SyntaxError invalid digit '2' in binary literal 1 3
# expect: '0o8' -> SyntaxError invalid digit '8' in octal literal 1 3
# expect: '1a' -> SyntaxError invalid decimal literal 1 1
# expect: '01' -> SyntaxError leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers 1 1
# expect: '1_' -> SyntaxError invalid decimal literal 1 2
# expect: '$' -> SyntaxError invalid syntax 1 1
# expect: '?' -> SyntaxError invalid syntax 1 1
# expect: 'a ! b' -> SyntaxError invalid syntax 1 3
# expect: 'x = \\ 1' -> SyntaxError unexpected character after line continuation character 1 6
# expect: "'\\x4'" -> SyntaxError (unicode error) 'unicodeescape' codec can't decode bytes in position 0-2: truncated \xXX escape 1 6
# expect: "'\\N{nope}'" -> SyntaxError (unicode error) 'unicodeescape' codec can't decode bytes in position 0-7: unknown Unicode character name 1 11
# expect: "'\\u12'" -> SyntaxError (unicode error) 'unicodeescape' codec can't decode bytes in position 0-3: truncated \uXXXX escape 1 7
# expect: "b'é'" -> SyntaxError bytes can only contain ASCII literal characters 1 1
# expect: '\x00' -> SyntaxError source code string cannot contain null bytes None None
# expect: 'é€ = 1' -> SyntaxError invalid character '€' (U+20AC) 1 2
# expect: '1e' -> SyntaxError invalid decimal literal 1 1
# expect: '0_' -> SyntaxError invalid decimal literal 1 2
# expect: '`a`' -> SyntaxError invalid syntax 1 1
# expect: "'a' b'b'" -> SyntaxError cannot mix bytes and nonbytes literals 1 9
# expect: '1.e' -> SyntaxError invalid decimal literal 1 2
# expect: 'a\\' -> SyntaxError unexpected EOF while parsing 1 3
