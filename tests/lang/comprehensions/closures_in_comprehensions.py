fs = [lambda: i for i in range(3)]
print([f() for f in fs], [f(1) for f in [lambda x, i=i: (x, i) for i in range(2)]])
def outer(n): return [[i * n for i in range(j)] for j in range(n)]
print(outer(3))
# expect: [2, 2, 2] [(1, 0), (1, 1)]
# expect: [[], [0], [0, 3]]
