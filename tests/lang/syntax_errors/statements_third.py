def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", e.msg, e.lineno, e.offset)
show(
    "def f",
    "class C",
    "with a",
    "else: x",
    "elif x: y",
    "for x y: z",
    "for x in: z",
    "lambda x: yield",
    "assert",
    "del",
    "return",
    "async x",
    "def f(): pass; x: y",
    "while 1:\n def f(): break",
    "def f():\n class C: continue",
    "with a as b",
    "with (a as b, c as d) as e: pass",
    "try:\n x\nexcept* A:\n break")
# expect: 'def f' -> expected '(' 1 6
# expect: 'class C' -> expected ':' 1 8
# expect: 'with a' -> expected ':' 1 7
# expect: 'else: x' -> invalid syntax 1 1
# expect: 'elif x: y' -> invalid syntax 1 1
# expect: 'for x y: z' -> invalid syntax 1 7
# expect: 'for x in: z' -> invalid syntax 1 9
# expect: 'lambda x: yield' -> invalid syntax 1 11
# expect: 'assert' -> invalid syntax 1 7
# expect: 'del' -> invalid syntax 1 4
# expect: 'return' -> 'return' outside function 1 1
# expect: 'async x' -> invalid syntax 1 7
# expect: 'def f(): pass; x: y' accepted
# expect: 'while 1:\n def f(): break' -> 'break' outside loop 2 11
# expect: 'def f():\n class C: continue' -> 'continue' not properly in loop 2 11
# expect: 'with a as b' -> expected ':' 1 12
# expect: 'with (a as b, c as d) as e: pass' -> invalid syntax 1 23
# expect: 'try:\n x\nexcept* A:\n break' -> 'break', 'continue' and 'return' cannot appear in an except* block 4 2
