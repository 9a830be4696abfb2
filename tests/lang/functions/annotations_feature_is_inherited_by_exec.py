# exec() and eval() compile text as the code that calls them was compiled.
from __future__ import annotations

exec("def f(x: unknown): pass\nprint(f.__annotations__)")
code = compile("def f(x: unknown): pass", "x", "exec", dont_inherit=True)
try:
    exec(code)
except NameError as e:
    print(e)
# expect: {'x': 'unknown'}
# expect: name 'unknown' is not defined
