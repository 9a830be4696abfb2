import sys; sys.path.insert(0, "fixtures")
from plain import *
print(public, "_hidden" in globals(), function())
from pkg import *
print(beta.__name__, shared)
try:
    exec("def f():\n from plain import *")
except SyntaxError as e:
    print(e.msg)
# expect: 1 False 1
# expect: pkg pkg pkg
# expect: alpha pkg.alpha pkg
# expect: beta pkg.beta
# expect: pkg.beta 42
# expect: import * only allowed at module level
