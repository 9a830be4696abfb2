def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", e.msg, e.lineno, e.offset)
show(
    "1 +",
    "a b",
    "a b c",
    "1 2",
    "[1 2]",
    "(1 2)",
    "{1 2}",
    "f(a b)",
    "f(a, , b)",
    "f(**k, *a)",
    "f(**k, a)",
    "f(a=1, b)",
    "f(a=1, a=2)",
    "f(x for x in y, 1)",
    "f(1, x for x in y)",
    "f(a for a in b, c for c in d)",
    "[*a for a in b]",
    "{**a for a in b}",
    "(*a)",
    "*a",
    "print(*a, **b, *c)",
    "a[",
    "a[]",
    "a.",
    "a.1")
# expect: '1 +' -> invalid syntax 1 4
# expect: 'a b' -> invalid syntax 1 3
# expect: 'a b c' -> invalid syntax 1 3
# expect: '1 2' -> invalid syntax 1 3
# expect: '[1 2]' -> invalid syntax. Perhaps you forgot a comma? 1 2
# expect: '(1 2)' -> invalid syntax. Perhaps you forgot a comma? 1 2
# expect: '{1 2}' -> invalid syntax. Perhaps you forgot a comma? 1 2
# expect: 'f(a b)' -> invalid syntax. Perhaps you forgot a comma? 1 3
# expect: 'f(a, , b)' -> invalid syntax 1 6
# expect: 'f(**k, *a)' -> iterable argument unpacking follows keyword argument unpacking 1 8
# expect: 'f(**k, a)' -> positional argument follows keyword argument unpacking 1 9
# expect: 'f(a=1, b)' -> positional argument follows keyword argument 1 9
# expect: 'f(a=1, a=2)' -> keyword argument repeated: a 1 8
# expect: 'f(x for x in y, 1)' -> Generator expression must be parenthesized 1 3
# expect: 'f(1, x for x in y)' -> Generator expression must be parenthesized 1 6
# expect: 'f(a for a in b, c for c in d)' -> Generator expression must be parenthesized 1 3
# expect: '[*a for a in b]' -> iterable unpacking cannot be used in comprehension 1 2
# expect: '{**a for a in b}' -> dict unpacking cannot be used in dict comprehension 1 2
# expect: '(*a)' -> cannot use starred expression here 1 2
# expect: '*a' -> can't use starred expression here 1 1
# expect: 'print(*a, **b, *c)' -> iterable argument unpacking follows keyword argument unpacking 1 16
# expect: 'a[' -> '[' was never closed 1 2
# expect: 'a[]' -> invalid syntax 1 3
# expect: 'a.' -> invalid syntax 1 3
# expect: 'a.1' -> invalid syntax 1 2
