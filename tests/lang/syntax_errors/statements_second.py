def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", e.msg, e.lineno, e.offset)
show(
    "from a import (b",
    "from a import b,",
    "pass pass",
    "raise a, b",
    "print 'x'",
    "print x",
    "exec 'x'",
    "try: pass",
    "try: pass\nfinally",
    "try:\n x\nexcept:\n y\nexcept A:\n z",
    "try:\n x\nexcept* A:\n y\nexcept B:\n z",
    "try:\n x\nexcept A, B:\n y",
    "try:\n x\nexcept*:\n y",
    "if x",
    "if x:",
    "for x in y",
    "while True",
    "def f()")
# expect: 'from a import (b' -> '(' was never closed 1 15
# expect: 'from a import b,' -> trailing comma not allowed without surrounding parentheses 1 17
# expect: 'pass pass' -> invalid syntax 1 6
# expect: 'raise a, b' -> invalid syntax 1 8
# expect: "print 'x'" -> Missing parentheses in call to 'print'. Did you mean print(...)? 1 1
# expect: 'print x' -> Missing parentheses in call to 'print'. Did you mean print(...)? 1 1
# expect: "exec 'x'" -> Missing parentheses in call to 'exec'. Did you mean exec(...)? 1 1
# expect: 'try: pass' -> expected 'except' or 'finally' block 1 10
# expect: 'try: pass\nfinally' -> expected ':' 2 8
# expect: 'try:\n x\nexcept:\n y\nexcept A:\n z' -> default 'except:' must be last 3 1
# expect: 'try:\n x\nexcept* A:\n y\nexcept B:\n z' -> cannot have both 'except' and 'except*' on the same 'try' 5 1
# expect: 'try:\n x\nexcept A, B:\n y' -> multiple exception types must be parenthesized 3 8
# expect: 'try:\n x\nexcept*:\n y' -> expected one or more exception types 3 8
# expect: 'if x' -> expected ':' 1 5
# expect: 'if x:' -> expected an indented block after 'if' statement on line 1 1 6
# expect: 'for x in y' -> expected ':' 1 11
# expect: 'while True' -> expected ':' 1 11
# expect: 'def f()' -> expected ':' 1 8
