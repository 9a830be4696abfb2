class C:
    def __init__(self, *v): self.v = v
    def __len__(self): return len(self.v)
    def __iter__(self): return iter(self.v)
    def __contains__(self, x): return x in self.v
    def __reversed__(self): return reversed(self.v)
    def __getitem__(self, i): return self.v[i]
c = C(1, 2, 3)
print(bool(c), bool(C()), len(c), list(c), 2 in c, list(reversed(c)), c[1], c[-1], c[:2], [*c])
# expect: True False 3 [1, 2, 3] True [3, 2, 1] 2 3 (1, 2) [1, 2, 3]
