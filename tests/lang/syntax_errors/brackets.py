def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", type(e).__name__, e.msg, e.lineno, e.offset)
show("(", "[1, 2", "{1: 2", "(1]", "[1)", ")", "]", "}", "f(", "(\n[\n)", "x = (1 +", "f(a, b", "{1, 2)", "((1)")
# expect: '(' -> SyntaxError '(' was never closed 1 1
# expect: '[1, 2' -> SyntaxError '[' was never closed 1 1
# expect: '{1: 2' -> SyntaxError '{' was never closed 1 1
# expect: '(1]' -> SyntaxError closing parenthesis ']' does not match opening parenthesis '(' 1 3
# expect: '[1)' -> SyntaxError closing parenthesis ')' does not match opening parenthesis '[' 1 3
# expect: ')' -> SyntaxError unmatched ')' 1 1
# expect: ']' -> SyntaxError unmatched ']' 1 1
# expect: '}' -> SyntaxError unmatched '}' 1 1
# expect: 'f(' -> SyntaxError '(' was never closed 1 2
# expect: '(\n[\n)' -> SyntaxError closing parenthesis ')' does not match opening parenthesis '[' on line 2 3 1
# expect: 'x = (1 +' -> SyntaxError '(' was never closed 1 5
# expect: 'f(a, b' -> SyntaxError '(' was never closed 1 2
# expect: '{1, 2)' -> SyntaxError closing parenthesis ')' does not match opening parenthesis '{' 1 6
# expect: '((1)' -> SyntaxError '(' was never closed 1 1
