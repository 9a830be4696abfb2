# object's methods find what is in the namespace of a module.
import types
class M(types.ModuleType):
    cls = 3
    def __getattribute__(self, n):
        return object.__getattribute__(self, n)
    def __setattr__(self, n, v):
        object.__setattr__(self, n, v)
    def __delattr__(self, n):
        object.__delattr__(self, n)
m = M('m', 'doc')
m.x = 4; m.cls = 7
print(m.x, m.cls, vars(m)['x'], m.__doc__, m.__name__, m.__dict__ is vars(m))
del m.x
for f in [lambda: m.x, lambda: m.__delattr__('x')]:
    try: f()
    except AttributeError as e: print(e)
n = types.ModuleType('n', 'd2')
object.__setattr__(n, 'y', 1)
print(n.y, object.__getattribute__(n, 'y'), object.__getattribute__(n, '__doc__'))
object.__delattr__(n, 'y')
try: object.__getattribute__(n, 'y')
except AttributeError as e: print(e)
try: object.__delattr__(n, 'y')
except AttributeError as e: print(e)
# expect: 4 7 4 doc m True
# expect: 'M' object has no attribute 'x'
# expect: 'M' object has no attribute 'x'
# expect: 1 1 d2
# expect: 'module' object has no attribute 'y'
# expect: 'module' object has no attribute 'y'
