class C:
    def __init__(self, n): self.n = n
    def __hash__(self): return 7
    def __eq__(self, o): return self.n == o.n
d = {C(i): i for i in range(100)}
print(len(d), d[C(57)], sum(d.values()))  # expect: 100 57 4950
for i in range(0, 100, 2): del d[C(i)]
print(len(d), C(2) in d, C(3) in d)  # expect: 50 False True
