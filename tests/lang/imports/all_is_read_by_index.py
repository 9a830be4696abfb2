# `from module import *` asks __all__ for 0, 1 and so on.
import sys
import types

class ByIndex:
    def __getitem__(self, index):
        if index > 1:
            raise IndexError
        return "ab"[index]

class ByIterator:
    def __iter__(self):
        return iter("ab")

class Empty(dict):
    pass

module = sys.modules["module"] = types.ModuleType("module")
module.a, module.b = 1, 2
for module.__all__ in (5, None, {"a": 1}, {"a"}, types.MappingProxyType({}), ByIterator(), Empty(),
                       ByIndex(), "ab", ("b", "a"), [1], b"a", range(0)):
    namespace = {}
    try:
        exec("from module import *", namespace)
        print(sorted(namespace.keys() - {"__builtins__"}))
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError 'int' object does not support indexing
# expect: TypeError 'NoneType' object does not support indexing
# expect: TypeError dict is not a sequence
# expect: TypeError 'set' object does not support indexing
# expect: TypeError mappingproxy is not a sequence
# expect: TypeError 'ByIterator' object does not support indexing
# expect: KeyError 0
# expect: ['a', 'b']
# expect: ['a', 'b']
# expect: ['a', 'b']
# expect: TypeError Item in module.__all__ must be str, not int
# expect: TypeError Item in module.__all__ must be str, not int
# expect: []
