print(["  a b ".strip(), "  a".lstrip(), "a  ".rstrip(), "xxaxx".strip("x"), "abcba".strip("ab")])
print(["\u2003a\u00a0".strip(), "mississippi".rstrip("ipz"), "".strip(), "xyz".lstrip("zyx"), "a".strip(None)])
try:
    "a".strip(1)
except TypeError as e:
    print(e)
# expect: ['a b', 'a', 'a', 'a', 'c']
# expect: ['a', 'mississ', '', '', 'a']
# expect: strip arg must be None or str
