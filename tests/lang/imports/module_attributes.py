import types, sys
m = types.ModuleType("m")
print(m.__name__, m.__doc__, m.__dict__["__name__"], m.__spec__, repr(m))
for s in ("m.nope", "del m.nope", "sys.nosuchthing"):
    try:
        exec(s)
    except AttributeError as e:
        print(e)
class M(types.ModuleType):
    @property
    def p(self): return "prop"
sys.modules[__name__].__class__ = M
print(sys.modules[__name__].p, __name__, __spec__, __package__, __builtins__ is not None)
# expect: m None m None <module 'm'>
# expect: module 'm' has no attribute 'nope'
# expect: 'module' object has no attribute 'nope'
# expect: module 'sys' has no attribute 'nosuchthing'
# expect: prop __main__ None None True
