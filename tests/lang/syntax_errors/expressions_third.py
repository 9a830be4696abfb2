def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", e.msg, e.lineno, e.offset)
show(
    "{x, y for x in z}",
    "await x",
    "yield",
    "a and",
    "or b",
    "a if b else c = d",
    "(a, b for c in d)",
    "[i := 1 for i in x]",
    "[(i := 1) for i in x]",
    "class C:\n [(x := 1) for y in z]",
    "[1 for (x := 1) in y]",
    "[1 for x in (y := z)]",
    "def f(a=(yield)): pass",
    "None.x = 1",
    "x.None",
    "True.a",
    "for True in x: pass",
    "def None(): pass",
    "class True: pass",
    "import None",
    "a.True = 1",
    "f(None=1)")
# expect: '{x, y for x in z}' -> did you forget parentheses around the comprehension target? 1 2
# expect: 'await x' -> 'await' outside function 1 1
# expect: 'yield' -> 'yield' outside function 1 1
# expect: 'a and' -> invalid syntax 1 6
# expect: 'or b' -> invalid syntax 1 1
# expect: 'a if b else c = d' -> cannot assign to conditional expression 1 1
# expect: '(a, b for c in d)' -> invalid syntax 1 7
# expect: '[i := 1 for i in x]' -> assignment expression cannot rebind comprehension iteration variable 'i' 1 2
# expect: '[(i := 1) for i in x]' -> assignment expression cannot rebind comprehension iteration variable 'i' 1 3
# expect: 'class C:\n [(x := 1) for y in z]' -> assignment expression within a comprehension cannot be used in a class body 2 4
# expect: '[1 for (x := 1) in y]' -> cannot assign to named expression 1 9
# expect: '[1 for x in (y := z)]' -> assignment expression cannot be used in a comprehension iterable expression 1 14
# expect: 'def f(a=(yield)): pass' -> 'yield' outside function 1 10
# expect: 'None.x = 1' accepted
# expect: 'x.None' -> invalid syntax 1 3
# expect: 'True.a' accepted
# expect: 'for True in x: pass' -> cannot assign to True 1 5
# expect: 'def None(): pass' -> invalid syntax 1 5
# expect: 'class True: pass' -> invalid syntax 1 7
# expect: 'import None' -> invalid syntax 1 8
# expect: 'a.True = 1' -> invalid syntax 1 3
# expect: 'f(None=1)' -> cannot assign to None 1 3
