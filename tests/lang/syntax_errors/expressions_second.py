def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", e.msg, e.lineno, e.offset)
show(
    "lambda",
    "lambda x",
    "lambda x=1, y: 0",
    "x if y",
    "x if y else",
    "not",
    "a not b",
    "a is is b",
    "a <> b",
    "a === b",
    "a ++",
    "++",
    "a--",
    "{1:}",
    "{:1}",
    "{1:2, 3}",
    "{1, 2:3}",
    "{**a, b}",
    "{a: *b}",
    "[x for]",
    "[x for x]",
    "[x for x in]",
    "[for x in y]",
    "[x, y for x in z]",
    "(x, y for x in z)")
# expect: 'lambda' -> invalid syntax 1 7
# expect: 'lambda x' -> invalid syntax 1 9
# expect: 'lambda x=1, y: 0' -> non-default argument follows default argument 1 13
# expect: 'x if y' -> expected 'else' after 'if' expression 1 1
# expect: 'x if y else' -> invalid syntax 1 12
# expect: 'not' -> invalid syntax 1 4
# expect: 'a not b' -> invalid syntax 1 7
# expect: 'a is is b' -> invalid syntax 1 6
# expect: 'a <> b' -> invalid syntax 1 3
# expect: 'a === b' -> invalid syntax 1 5
# expect: 'a ++' -> invalid syntax 1 5
# expect: '++' -> invalid syntax 1 3
# expect: 'a--' -> invalid syntax 1 4
# expect: '{1:}' -> expression expected after dictionary key and ':' 1 3
# expect: '{:1}' -> invalid syntax 1 2
# expect: '{1:2, 3}' -> ':' expected after dictionary key 1 7
# expect: '{1, 2:3}' -> invalid syntax 1 6
# expect: '{**a, b}' -> ':' expected after dictionary key 1 7
# expect: '{a: *b}' -> cannot use a starred expression in a dictionary value 1 5
# expect: '[x for]' -> invalid syntax 1 7
# expect: '[x for x]' -> invalid syntax 1 9
# expect: '[x for x in]' -> invalid syntax 1 12
# expect: '[for x in y]' -> invalid syntax 1 2
# expect: '[x, y for x in z]' -> did you forget parentheses around the comprehension target? 1 2
# expect: '(x, y for x in z)' -> invalid syntax 1 7
