import types
n = types.SimpleNamespace(a=1, b="x"); n.c = 2; print(n, n == types.SimpleNamespace(a=1, b="x", c=2), vars(n))
m = types.MappingProxyType({"k": 1}); print(m["k"], len(m), m, list(m), m | {"z": 2})
try:
    m["z"] = 1
except TypeError as e:
    print(e)
print(types.FunctionType is type(lambda: 0), types.GeneratorType.__name__, types.NoneType, isinstance(len, types.BuiltinFunctionType), types.new_class("X", (int,), {}, lambda ns: ns.update(v=1)).v, types.ModuleType("q").__name__, types.CodeType.__name__, types.GenericAlias(list, (int,)), types.DynamicClassAttribute.__name__, types.EllipsisType, isinstance(int | str, types.UnionType))
# expect: namespace(a=1, b='x', c=2) True {'a': 1, 'b': 'x', 'c': 2}
# expect: 1 1 {'k': 1} ['k'] {'k': 1, 'z': 2}
# expect: 'mappingproxy' object does not support item assignment
# expect: True generator <class 'NoneType'> True 1 q code list[int] DynamicClassAttribute <class 'ellipsis'> True
