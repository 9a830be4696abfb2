import weakref
class A:
    def f(self): return "f"
a = A(); m = weakref.WeakMethod(a.f)
print(m()(), m() == a.f)  # expect: f True
