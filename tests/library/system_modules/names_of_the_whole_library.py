# sys.stdlib_module_names has the modules that do not exist yet, too, and no modules of packages.
import sys
names = [n for n in sys.stdlib_module_names if not n.startswith("_")]
print(len(names), "csv" in names, "winreg" in names, "json" in names, "json.decoder" in names)
# expect: 217 True True True False
sys.path[:] = []
for name in ("tkinter", "no_such_module"):
    try:
        __import__(name)
    except ModuleNotFoundError as e:
        print(name in names, e.name, str(e))
# expect: True tkinter No module named 'tkinter'
# expect: False no_such_module No module named 'no_such_module'
