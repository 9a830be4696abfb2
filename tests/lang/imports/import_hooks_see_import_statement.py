import builtins, os, string
real = builtins.__import__
def spy(name, globals=None, locals=None, fromlist=(), level=0):
    if globals and globals.get("__name__") == "__main__": print("import", name, fromlist, level)
    return real(name, globals, locals, fromlist, level)
builtins.__import__ = spy
import string
import os.path as p
from os import path, sep
builtins.__import__ = real
# expect: import string None 0
# expect: import os.path None 0
# expect: import os ('path', 'sep') 0
