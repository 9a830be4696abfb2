def f(*args): return args
t = (1, 2)
print(f(*t) == t, f() == (), f(*[1, 2]))  # expect: True True (1, 2)
def k(**kw):
    kw["x"] = 1
    return kw
d = {"x": 0}
k(**d); print(d)  # expect: {'x': 0}
