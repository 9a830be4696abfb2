class A:
    n = 0
    def __init__(self): self.v = []
a = A(); a.n += 5; a.v += [1]; A.n += 1; print(a.n, A.n, a.v)  # expect: 5 1 [1]
d = {"k": 1}; d["k"] += 1; d["l"] = d.get("l", 0) + 1; print(d)  # expect: {'k': 2, 'l': 1}
l = [[1], 2]; l[0] += [2]; l[1] **= 3; l[-1] //= 3; l[-1] %= 2; print(l)  # expect: [[1, 2], 0]
s = "a"; s += "b" * 2; s *= 2; print(s)  # expect: abbabb
x = 5; x -= 7; x <<= 2; x |= 1; x &= ~2; x ^= 8; x >>= 1; x **= 2; x /= 4; print(x)  # expect: 16.0
t = (1,); u = t; t += (2,); print(t, u)  # expect: (1, 2) (1,)
def f():
    n = 0
    def g():
        nonlocal n
        n += 1
        return n
    return g(), g(), n
print(f())  # expect: (1, 2, 2)
