import importlib.machinery

for attribute in "name", "origin", "submodule_search_locations":
    spec = importlib.machinery.ModuleSpec("m", None, origin="o")
    delattr(spec, attribute)
    try:
        print(repr(spec))
    except AttributeError:
        print("not there:", attribute)
# expect: not there: name
# expect: not there: origin
# expect: not there: submodule_search_locations
