def make(n):
    def add(x): return x + n
    return add
a, b = make(1), make(10)
print(a(5), b(5), [f(1) for f in [lambda x, i=i: x + i for i in range(3)]], [f() for f in [lambda: i for i in range(3)]])
print(a.__closure__[0].cell_contents, a.__code__.co_freevars, make.__code__.co_cellvars)
# expect: 6 15 [1, 2, 3] [2, 2, 2]
# expect: 1 ('n',) ('n',)
