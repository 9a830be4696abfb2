def show(*sources):
    for s in sources:
        try:
            compile(s, "s", "exec")
            print(repr(s), "accepted")
        except SyntaxError as e:
            print(repr(s), "->", e.msg, e.lineno, e.offset)
show(
    "return 1",
    "break",
    "continue",
    "yield 1",
    "class C: return 1",
    "class C: yield",
    "def f():\n global x\n nonlocal x",
    "x = 1\ndef f():\n x = 2\n global x",
    "def f():\n print(x)\n global x",
    "def f(x): global x",
    "def f(x):\n nonlocal x",
    "def f():\n nonlocal zz",
    "from a import *, b",
    "from . import *",
    "from __future__ import nope",
    "x = 1\nfrom __future__ import annotations",
    "import",
    "from a import")
# expect: 'return 1' -> 'return' outside function 1 1
# expect: 'break' -> 'break' outside loop 1 1
# expect: 'continue' -> 'continue' not properly in loop 1 1
# expect: 'yield 1' -> 'yield' outside function 1 1
# expect: 'class C: return 1' -> 'return' outside function 1 10
# expect: 'class C: yield' -> 'yield' outside function 1 10
# expect: 'def f():\n global x\n nonlocal x' -> name 'x' is nonlocal and global 2 2
# expect: 'x = 1\ndef f():\n x = 2\n global x' -> name 'x' is assigned to before global declaration 4 2
# expect: 'def f():\n print(x)\n global x' -> name 'x' is used prior to global declaration 3 2
# expect: 'def f(x): global x' -> name 'x' is parameter and global 1 11
# expect: 'def f(x):\n nonlocal x' -> name 'x' is parameter and nonlocal 2 2
# expect: 'def f():\n nonlocal zz' -> no binding for nonlocal 'zz' found 2 2
# expect: 'from a import *, b' -> invalid syntax 1 16
# expect: 'from . import *' accepted
# expect: 'from __future__ import nope' -> future feature nope is not defined 1 1
# expect: 'x = 1\nfrom __future__ import annotations' -> from __future__ imports must occur at the beginning of the file 2 1
# expect: 'import' -> invalid syntax 1 7
# expect: 'from a import' -> invalid syntax 1 14
