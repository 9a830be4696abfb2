import weakref
class A:
    x = 1
    def f(self): return "f"
    def __len__(self): return 3
    def __add__(self, o): return "add"
    def __call__(self): return "called"
a = A(); p = weakref.proxy(a)
p.y = 5
print(p.x, p.f(), a.y, len(p), p + 1, p(), bool(p), isinstance(p, A), type(p).__name__)
# expect: 1 f 5 3 add called True True CallableProxyType
