class A:
    def f(self): return "A"
class B:
    def f(self): return "B"
a = A(); a.x = 1; a.__class__ = B
print(a.f(), a.x, type(a).__name__, isinstance(a, B))
for f in (lambda: setattr(a, "__class__", 5), lambda: setattr(5, "__class__", str), lambda: setattr(a, "__class__", int)):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: B 1 B True
# expect: __class__ must be set to a class, not 'int' object
# expect: __class__ assignment only supported for mutable types or ModuleType subclasses
# expect: __class__ assignment only supported for mutable types or ModuleType subclasses
