import sys; sys.path.insert(0, "fixtures")
for s in ("import nosuch", "import plain.sub", "from plain import nosuch", "from nosuch.deep import x", "import pkg.nosuch", "from pkg import nosuch", "from . import x", "import pkg.toofar", "from .. import y"):
    try:
        exec(s)
    except ImportError as e:
        print(type(e).__name__, str(e).split(" (")[0], e.name)
# expect: ModuleNotFoundError No module named 'nosuch' nosuch
# expect: ModuleNotFoundError No module named 'plain.sub'; 'plain' is not a package plain.sub
# expect: ImportError cannot import name 'nosuch' from 'plain' plain
# expect: ModuleNotFoundError No module named 'nosuch' nosuch
# expect: pkg pkg pkg
# expect: alpha pkg.alpha pkg
# expect: ModuleNotFoundError No module named 'pkg.nosuch' pkg.nosuch
# expect: ImportError cannot import name 'nosuch' from 'pkg' pkg
# expect: ImportError attempted relative import with no known parent package None
# expect: ImportError attempted relative import beyond top-level package None
# expect: ImportError attempted relative import with no known parent package None
