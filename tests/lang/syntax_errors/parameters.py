def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", e.msg, e.lineno, e.offset)
show("def f(a, a): pass", "def f(a=1, b): pass", "def f(*): pass", "def f(*, **k): pass", "def f(**k, a): pass", "def f(*a, *b): pass", "def f(/, a): pass", "def f(a, /, b, /): pass", "def f(*a, /): pass", "def f(1): pass", "def f(a.b): pass", "def f((a, b)): pass", "def f(a: int = ): pass", "def f(*a=1): pass", "def f(**k=1): pass", "def f(*, a, /): pass", "lambda a, a: 0", "lambda *: 0", "def f(None): pass", "def f(a, *, a): pass", "def f(a b): pass", "def f(**a, **b): pass", "def f(*, *a): pass", "def f(a, b=1, /, c): pass", "def f(__debug__): pass", "lambda __debug__: 0", "def f(a,,b): pass", "def f(self, x y): pass")
# expect: 'def f(a, a): pass' -> duplicate argument 'a' in function definition 1 10
# expect: 'def f(a=1, b): pass' -> non-default argument follows default argument 1 12
# expect: 'def f(*): pass' -> named arguments must follow bare * 1 7
# expect: 'def f(*, **k): pass' -> named arguments must follow bare * 1 7
# expect: 'def f(**k, a): pass' -> arguments cannot follow var-keyword argument 1 12
# expect: 'def f(*a, *b): pass' -> * argument may appear only once 1 11
# expect: 'def f(/, a): pass' -> at least one argument must precede / 1 7
# expect: 'def f(a, /, b, /): pass' -> / may appear only once 1 16
# expect: 'def f(*a, /): pass' -> / must be ahead of * 1 11
# expect: 'def f(1): pass' -> invalid syntax 1 7
# expect: 'def f(a.b): pass' -> invalid syntax 1 8
# expect: 'def f((a, b)): pass' -> Function parameters cannot be parenthesized 1 7
# expect: 'def f(a: int = ): pass' -> expected default value expression 1 14
# expect: 'def f(*a=1): pass' -> var-positional argument cannot have default value 1 9
# expect: 'def f(**k=1): pass' -> var-keyword argument cannot have default value 1 10
# expect: 'def f(*, a, /): pass' -> / must be ahead of * 1 13
# expect: 'lambda a, a: 0' -> duplicate argument 'a' in function definition 1 11
# expect: 'lambda *: 0' -> named arguments must follow bare * 1 9
# expect: 'def f(None): pass' -> invalid syntax 1 7
# expect: 'def f(a, *, a): pass' -> duplicate argument 'a' in function definition 1 13
# expect: 'def f(a b): pass' -> invalid syntax 1 9
# expect: 'def f(**a, **b): pass' -> arguments cannot follow var-keyword argument 1 12
# expect: 'def f(*, *a): pass' -> * argument may appear only once 1 10
# expect: 'def f(a, b=1, /, c): pass' -> non-default argument follows default argument 1 18
# expect: 'def f(__debug__): pass' -> cannot assign to __debug__ 1 1
# expect: 'lambda __debug__: 0' -> cannot assign to __debug__ 1 1
# expect: 'def f(a,,b): pass' -> invalid syntax 1 9
# expect: 'def f(self, x y): pass' -> invalid syntax 1 15
