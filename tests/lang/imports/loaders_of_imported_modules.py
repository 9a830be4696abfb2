# Modules that a plain import has loaded have their loaders.
import importlib.util
import json
import os
import sys
import types

base = os.path.join(os.environ["TMPDIR"], "loaders")
os.makedirs(base + "/bare")
with open(base + "/own_module.py", "w") as file:
    file.write("value = 5\n")
sys.path.insert(0, base)
import bare
import own_module

print(type(own_module.__loader__).__name__, own_module.__loader__ is own_module.__spec__.loader)
print(own_module.__loader__.get_source("own_module"), end="")
print(own_module.__loader__.get_data(base + "/own_module.py"))
print(type(bare.__loader__).__name__, sys.__loader__.__name__, sys.__spec__.loader is sys.__loader__)
for name in "json", "own_module":
    spec = importlib.util.find_spec(name)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    print(module.__name__, module is not sys.modules[name], hasattr(module, "loads"), hasattr(module, "value"))
print(json.__spec__.loader.is_package("json"), types.ModuleType("x").__loader__)
# expect: SourceFileLoader True
# expect: value = 5
# expect: b'value = 5\n'
# expect: NamespaceLoader BuiltinImporter True
# expect: json True True False
# expect: own_module True False True
# expect: True None
