a, b, c = 1, 2, 3
a, b = b, a; print(a, b)  # expect: 2 1
a, b, c = c, a, b; print(a, b, c)  # expect: 3 2 1
l = [0, 1, 2]; i = 0
i, l[i] = 2, 9; print(i, l)  # expect: 2 [0, 1, 9]
l[0], l[1] = l[1], l[0]; print(l)  # expect: [1, 0, 9]
x = y = z = [0]
x[0], y = 1, 2; print(x, y, z)  # expect: [1] 2 [1]
def f():
    p, q, r = 1, 2, 3
    p, q, r = r, p, q
    (p, q), r = (q, r), p
    return p, q, r
print(f())  # expect: (1, 2, 3)
