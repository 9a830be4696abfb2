import sys, importlib.util; sys.path.insert(0, "fixtures")
s = importlib.util.find_spec("plain"); print(s.name, s.origin.endswith("plain.py"), s.submodule_search_locations)
print(importlib.util.find_spec("nosuch"), importlib.util.find_spec("pkg").submodule_search_locations[0].endswith("pkg"))
m = importlib.util.module_from_spec(s); s.loader.exec_module(m); print(m.public, "plain" in sys.modules)
# expect: plain True None
# expect: None True
# expect: 1 False
