import builtins
real = builtins.__import__
def spy(name, globals=None, locals=None, fromlist=(), level=0):
    if name in ("json", "os"): print("import", name, fromlist, level)
    return real(name, globals, locals, fromlist, level)
builtins.__import__ = spy
import json
from os import path, sep
builtins.__import__ = real
# expect: import json None 0
# expect: import json ('scanner',) 0
# expect: import os ('path', 'sep') 0
