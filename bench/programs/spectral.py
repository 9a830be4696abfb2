from math import sqrt

def a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)

def times(v):
    n = len(v)
    return [sum(a(i, j) * v[j] for j in range(n)) for i in range(n)]

def times_transposed(v):
    n = len(v)
    return [sum(a(j, i) * v[j] for j in range(n)) for i in range(n)]

def main():
    u = [1.0] * 220
    for _ in range(5):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    uv = vv = 0.0
    for x, y in zip(u, v):
        uv += x * y
        vv += y * y
    print("%.9f" % sqrt(uv / vv))

main()
