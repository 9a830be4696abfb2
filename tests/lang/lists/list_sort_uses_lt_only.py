class K:
    def __init__(self, v): self.v = v
    def __lt__(self, o): return self.v < o.v
    def __repr__(self): return f"K{self.v}"
print(sorted([K(3), K(1), K(2)]), max([K(1)]), sorted([K(2), K(1)], reverse=True))
# expect: [K1, K2, K3] K1 [K2, K1]
