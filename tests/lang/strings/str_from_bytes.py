print(str(b"ab"), str(b"\xc3\xa9", "utf-8"), str(b"\xff", "ascii", "replace"), str(b"a", encoding="ascii"), str(object=5), str())
try:
    str("a", "utf-8")
except TypeError as e:
    print(e)
# expect-exact: |b'ab' é � a 5 |
# expect: decoding str is not supported
