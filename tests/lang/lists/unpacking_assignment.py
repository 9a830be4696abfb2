a, b = 1, 2
a, b = b, a; print(a, b)
[c, (d, e)] = [1, (2, 3)]; print(c, d, e)
first, *rest = "abc"; *init, last = [1, 2, 3]; h, *m, t = range(5); x, *y = [1]
print(first, rest, init, last, h, m, t, x, y)
(p), q = 1, 2; r, = [5]; print(p, q, r)
for i, (j, *k) in [(1, (2, 3, 4)), (5, "xy")]:
    print(i, j, k)
# expect: 2 1
# expect: 1 2 3
# expect: a ['b', 'c'] [1, 2] 3 0 [1, 2, 3] 4 1 []
# expect: 1 2 5
# expect: 1 2 [3, 4]
# expect: 5 x ['y']
