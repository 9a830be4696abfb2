def f(self): return self
print(f.__get__(5)(), f.__get__(5, int), type(f.__get__(5)).__name__) if False else print(f.__get__(5)())
class C: pass
C.m = f
c = C()
print(c.m() is c, C.m is f, c.m.__func__ is f, c.m.__self__ is c)
c.n = f
try:
    c.n()
except TypeError as e:
    print(e)
# expect: 5
# expect: True True True True
# expect: f() missing 1 required positional argument: 'self'
