class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
print(list(range(I(1), I(7), I(2))), I(3) in range(5), range(10)[I(4)])  # expect: [1, 3, 5] False 4
