class M:
    def __init__(self, r): self.r = r
    def __matmul__(self, o): return M([[sum(a * b for a, b in zip(x, y)) for y in zip(*o.r)] for x in self.r])
m = M([[1, 2], [3, 4]])
print((m @ m).r)
m @= m
print(m.r)
# expect: [[7, 10], [15, 22]]
# expect: [[7, 10], [15, 22]]
