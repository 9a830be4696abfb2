ns = {}
exec("x = 1\ndef f(): return x + 1\nclass C: v = x", ns)
print(ns["f"](), ns["C"].v, sorted(k for k in ns if k[0] != "_"))  # expect: 2 1 ['C', 'f', 'x']
def f():
    y = 1
    exec("y = 2; z = 3")
    return y, "z" in locals()
print(f(), exec("1"))  # expect: (1, True) None
g, l = {}, {}
exec("a = 1\nglobal b\nb = 2", g, l); print(l, "b" in g)  # expect: {'a': 1} True
