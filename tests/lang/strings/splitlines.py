print("a\nb\r\nc\rd".splitlines(), "a\n".splitlines(True), "".splitlines(), "\n".splitlines(), "a\n\nb".splitlines(keepends=True))
print("a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g".splitlines())
# expect: ['a', 'b', 'c', 'd'] ['a\n'] [] [''] ['a\n', '\n', 'b']
# expect: ['a', 'b', 'c', 'd', 'e', 'f', 'g']
