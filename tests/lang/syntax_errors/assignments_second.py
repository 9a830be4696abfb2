def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", e.msg, e.lineno, e.offset)
show(
    "del 1",
    "del a + b",
    "(x := 1) = 2",
    "x := 1",
    "a.b := 1",
    "(a.b := 1)",
    "f(a.b := 1)",
    "with a as 1: pass",
    "__debug__ = 1",
    "{a: b} = 1",
    "a: int = ",
    "(a, b): int",
    "[a]: int",
    "f'{x}' = 1",
    "... = 1",
    "x = yield = 1")
# expect: 'del 1' -> cannot delete literal 1 5
# expect: 'del a + b' -> cannot delete expression 1 5
# expect: '(x := 1) = 2' -> cannot assign to named expression here. Maybe you meant '==' instead of '='? 1 2
# expect: 'x := 1' -> invalid syntax 1 3
# expect: 'a.b := 1' -> cannot use assignment expressions with attribute 1 1
# expect: '(a.b := 1)' -> cannot use assignment expressions with attribute 1 2
# expect: 'f(a.b := 1)' -> invalid syntax 1 7
# expect: 'with a as 1: pass' -> cannot assign to literal 1 11
# expect: '__debug__ = 1' -> cannot assign to __debug__ 1 1
# expect: '{a: b} = 1' -> cannot assign to dict literal here. Maybe you meant '==' instead of '='? 1 1
# expect: 'a: int = ' -> invalid syntax 1 10
# expect: '(a, b): int' -> only single target (not tuple) can be annotated 1 1
# expect: '[a]: int' -> only single target (not list) can be annotated 1 1
# expect: "f'{x}' = 1" -> cannot assign to f-string expression here. Maybe you meant '==' instead of '='? 1 1
# expect: '... = 1' -> cannot assign to ellipsis here. Maybe you meant '==' instead of '='? 1 1
# expect: 'x = yield = 1' -> assignment to yield expression not possible 1 5
