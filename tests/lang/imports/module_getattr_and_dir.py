import types
m = types.ModuleType("m")
exec("def __getattr__(n):\n if n == 'x': return 5\n raise AttributeError('no ' + n)\ndef __dir__(): return ['b', 'a']", m.__dict__)
print(m.x, dir(m), hasattr(m, "y"), getattr(m, "y", 0))
try:
    m.y
except AttributeError as e:
    print(e)
# expect: 5 ['a', 'b'] False 0
# expect: no y
