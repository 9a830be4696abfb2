def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", e.msg, e.lineno, e.offset)
show(
    "if x = 1: pass",
    "while x = 1: pass",
    "f(a=1=2)",
    "f(True=1)",
    "f(1=2)",
    "f(a.b=1)",
    "(x for x in y) = 1",
    "a < b = 1",
    "not a = 1",
    "-a = 1",
    "for f() in x: pass",
    "import a.b as c.d",
    "del (a, 1)",
    "del *a",
    "nonlocal x")
# expect: 'if x = 1: pass' -> invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 4
# expect: 'while x = 1: pass' -> invalid syntax. Maybe you meant '==' or ':=' instead of '='? 1 7
# expect: 'f(a=1=2)' -> invalid syntax 1 6
# expect: 'f(True=1)' -> cannot assign to True 1 3
# expect: 'f(1=2)' -> expression cannot contain assignment, perhaps you meant "=="? 1 3
# expect: 'f(a.b=1)' -> expression cannot contain assignment, perhaps you meant "=="? 1 3
# expect: '(x for x in y) = 1' -> cannot assign to generator expression 1 1
# expect: 'a < b = 1' -> cannot assign to comparison 1 1
# expect: 'not a = 1' -> cannot assign to expression 1 1
# expect: '-a = 1' -> cannot assign to expression here. Maybe you meant '==' instead of '='? 1 1
# expect: 'for f() in x: pass' -> cannot assign to function call 1 5
# expect: 'import a.b as c.d' -> invalid syntax 1 16
# expect: 'del (a, 1)' -> cannot delete literal 1 9
# expect: 'del *a' -> cannot delete starred 1 5
# expect: 'nonlocal x' -> nonlocal declaration not allowed at module level 1 1
