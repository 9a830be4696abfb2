import os
import sys
import tempfile

with tempfile.TemporaryDirectory() as folder:
    os.mkdir(folder + "/pk")
    open(folder + "/pk/__init__.py", "w").close()
    sys.path.insert(0, folder)
    import pk
    sys.modules["pk.zz"] = None
    for statement in "from pk import zz", "import pk.zz", "from pk import yy":
        try:
            exec(statement)
        except ImportError as error:
            print(type(error).__name__, str(error).split(" (")[0])
# expect: ModuleNotFoundError import of pk.zz halted; None in sys.modules
# expect: ModuleNotFoundError import of pk.zz halted; None in sys.modules
# expect: ImportError cannot import name 'yy' from 'pk'
