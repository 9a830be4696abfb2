import sys, importlib; sys.path.insert(0, "fixtures")
m = importlib.import_module("pkg.alpha"); print(m.value)
print(importlib.import_module(".sub", "pkg").name, importlib.import_module("plain") is sys.modules["plain"])
for a in (("nosuch",), (".x",), ("..x", "pkg")):
    try:
        importlib.import_module(*a)
    except (ImportError, TypeError) as e:
        print(type(e).__name__, e)
# expect: pkg pkg pkg
# expect: alpha pkg.alpha pkg
# expect: 42
# expect: pkg.sub True
# expect: ModuleNotFoundError No module named 'nosuch'
# expect: TypeError the 'package' argument is required to perform a relative import for '.x'
# expect: ImportError attempted relative import beyond top-level package
