def f(a, b):
    def g(): return a + b
    a += 1
    x = [lambda: a for _ in range(2)]
    a += 1
    return g(), [h() for h in x], a
print(f(1, 10))  # expect: (13, [3, 3], 3)
def k(n):
    fs = []
    for i in range(n):
        def inner(j=i): return i, j
        fs.append(inner)
    return [h() for h in fs]
print(k(3))  # expect: [(2, 0), (2, 1), (2, 2)]
