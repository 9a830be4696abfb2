class C:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
print(list(C()), sum(C()), max(C()), 2 in C(), [*C()], tuple(C()), dict.fromkeys(C()))
a, b, c = C()
print(a, b, c)
# expect: [1, 2, 3] 6 3 True [1, 2, 3] (1, 2, 3) {1: None, 2: None, 3: None}
# expect: 1 2 3
