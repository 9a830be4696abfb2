import types, sys
m = types.ModuleType("m")
exec("x = 1\ndef f(): return x", m.__dict__)
def get(): return m.x
print(get(), m.f()); m.x = 2; print(get(), m.f()); m.__dict__["x"] = 3; print(get(), m.f()); del m.x
for f in (get, m.f):
    try:
        f()
    except (AttributeError, NameError) as e:
        print(type(e).__name__, e)
m.x = 4; print(get(), m.f()); m.__dict__.pop("x"); m.__dict__.setdefault("x", 5); print(get(), m.f())
# expect: 1 1
# expect: 2 2
# expect: 3 3
# expect: AttributeError module 'm' has no attribute 'x'
# expect: NameError name 'x' is not defined
# expect: 4 4
# expect: 5 5
