print("a b  c".split(), "a b  c".split(" "), " a ".split(), "".split(), "".split(","), "a,b,c".split(",", 1))
print("a  b c".split(None, 1), "abcbd".split("bc"), "a\u2003b\x1cc".split(), "aXXbXX".split("XX"))
print("a b c".rsplit(None, 1), "a,b,c".rsplit(",", 1), "  a b ".rsplit(), "a,b".split(sep=",", maxsplit=-1))
for a in (("",), (1,)):
    try:
        "a".split(*a)
    except (ValueError, TypeError) as e:
        print(e)
# expect: ['a', 'b', 'c'] ['a', 'b', '', 'c'] ['a'] [] [''] ['a', 'b,c']
# expect: ['a', 'b c'] ['a', 'bd'] ['a', 'b', 'c'] ['a', 'b', '']
# expect: ['a b', 'c'] ['a,b', 'c'] ['a', 'b'] ['a', 'b']
# expect: empty separator
# expect: must be str or None, not int
