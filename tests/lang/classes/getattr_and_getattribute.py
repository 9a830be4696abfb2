class A:
    real = 1
    def __getattr__(self, n):
        if n.startswith("x"): return n * 2
        raise AttributeError(f"no {n}")
a = A()
print(a.real, a.xy, getattr(a, "zz", "default"), hasattr(a, "q"), hasattr(a, "xx"))
try:
    a.foo
except AttributeError as e:
    print(e)
class B:
    def __getattribute__(self, n):
        if n == "secret": return "intercepted"
        return super().__getattribute__(n)
    def __getattr__(self, n): return "fallback " + n
b = B(); b.v = 1
print(b.secret, b.v, b.other)
# expect: 1 xyxy default False True
# expect: no foo
# expect: intercepted 1 fallback other
