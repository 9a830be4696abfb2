def f(a):
    b = 2
    l = locals()
    l["b"] = 99
    c = 3
    return b, sorted(l), sorted(locals())
print(f(1))  # expect: (2, ['a', 'b'], ['a', 'b', 'c', 'l'])
class C:
    x = 1
    locals()["y"] = 2
    print(sorted(k for k in locals() if k[0] != "_"))  # expect: ['x', 'y']
print(locals() is globals())  # expect: True
