class A:
    def __init__(self, **k): self.__dict__.update(k)
def get(o): return o.x
objects = [A(x=1), A(y=0, x=2), A(z=0, y=0, x=3), A(x=4, y=0)]
for i in range(40):
    o = A()
    for j in range(i): setattr(o, f"a{j}", j)
    o.x = i
    objects.append(o)
print([get(o) for o in objects] == [1, 2, 3, 4] + list(range(40)), [get(o) for o in objects[:4]])
class B: x = "class"
class C:
    @property
    def x(self): return "property"
class D:
    __slots__ = ("x",)
d = D(); d.x = "slot"
class E:
    def __getattr__(self, n): return "getattr"
class F:
    def __getattribute__(self, n): return "getattribute"
import types
m = types.ModuleType("m"); m.x = "module"
for _ in range(3): print([get(o) for o in (B(), C(), d, E(), F(), m, B, A(x="own"))])
# expect: True [1, 2, 3, 4]
# expect: ['class', 'property', 'slot', 'getattr', 'getattribute', 'module', 'class', 'own']
# expect: ['class', 'property', 'slot', 'getattr', 'getattribute', 'module', 'class', 'own']
# expect: ['class', 'property', 'slot', 'getattr', 'getattribute', 'module', 'class', 'own']
