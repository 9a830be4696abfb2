print(b"Hello".upper(), b"a b".split(), b"a,b".split(b","), b" x ".strip(), b"abc".replace(b"b", b"XX"), b",".join([b"a", bytearray(b"b")]))
print(b"abc".startswith(b"ab"), b"abc".endswith((b"x", b"c")), b"abc".partition(b"b"), b"ab".center(5, b"*"), b"7".zfill(3), b"a\tb".expandtabs(4))
print(b"abc".translate(None, b"b"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"a\nb\r\n".splitlines(), b"xax".strip(b"x"), b"ab".removeprefix(b"a"))
print(b"Ab1".isalnum(), b"ab".islower(), b" ".isspace(), b"12".isdigit(), b"Hello World".istitle(), b"aB".swapcase(), b"hello world".title(), b"aB".capitalize(), b"\xe9".isascii())
# expect: b'HELLO' [b'a', b'b'] [b'a', b'b'] b'x' b'aXXc' b'a,b'
# expect: True True (b'a', b'b', b'c') b'**ab*' b'007' b'a   b'
# expect: b'ac' b'xyc' [b'a', b'b'] b'a' b'b'
# expect: True True True True True b'Ab' b'Hello World' b'Ab' False
