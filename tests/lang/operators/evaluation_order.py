def p(x):
    print(x, end=" ")
    return x
p(1) + p(2) * p(3); print()
d = {}
d[p("k")] = p("v"); print()
[p(1), p(2)][p(0)]; print()
(p(1), p(2), *[p(3)]); print()
def f(*a, **k): pass
f(p(1), *[p(2)], x=p(3), **{"y": p(4)}); print()
{p(1): p(2), p(3): p(4)}; print()
p(1) if p(0) else p(2); print()
x = [0, 0]
x[p(0)] += p(1); print()
a = b = p(5); print(a, b)
# expect-exact: |1 2 3 |
# expect-exact: |v k |
# expect-exact: |1 2 0 |
# expect-exact: |1 2 3 |
# expect-exact: |1 2 3 4 |
# expect-exact: |1 2 3 4 |
# expect-exact: |0 2 |
# expect-exact: |0 1 |
# expect: 5 5 5
