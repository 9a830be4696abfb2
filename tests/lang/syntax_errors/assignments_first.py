def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", e.msg, e.lineno, e.offset)
show(
    "1 = x",
    "f() = 1",
    "a + b = 1",
    "None = 1",
    "True = 1",
    "x + 1 += 1",
    "(a, b) += 1",
    "[a, 1] = x",
    "a = 1 = b",
    "'s' = 1",
    "lambda: 0 = 1",
    "a if b else c = 1",
    "*a = 1",
    "*a, *b = c",
    "for 1 in x: pass",
    "del f()")
# expect: '1 = x' -> cannot assign to literal here. Maybe you meant '==' instead of '='? 1 1
# expect: 'f() = 1' -> cannot assign to function call here. Maybe you meant '==' instead of '='? 1 1
# expect: 'a + b = 1' -> cannot assign to expression here. Maybe you meant '==' instead of '='? 1 1
# expect: 'None = 1' -> cannot assign to None 1 1
# expect: 'True = 1' -> cannot assign to True 1 1
# expect: 'x + 1 += 1' -> 'expression' is an illegal expression for augmented assignment 1 1
# expect: '(a, b) += 1' -> 'tuple' is an illegal expression for augmented assignment 1 1
# expect: '[a, 1] = x' -> cannot assign to literal 1 5
# expect: 'a = 1 = b' -> cannot assign to literal 1 5
# expect: "'s' = 1" -> cannot assign to literal here. Maybe you meant '==' instead of '='? 1 1
# expect: 'lambda: 0 = 1' -> cannot assign to lambda 1 1
# expect: 'a if b else c = 1' -> cannot assign to conditional expression 1 1
# expect: '*a = 1' -> starred assignment target must be in a list or tuple 1 1
# expect: '*a, *b = c' -> multiple starred expressions in assignment 1 1
# expect: 'for 1 in x: pass' -> cannot assign to literal 1 5
# expect: 'del f()' -> cannot delete function call 1 5
