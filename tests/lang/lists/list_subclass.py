class L(list):
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): return "item"
l = L([1]); l.append(5)
print(l, l[0], type(l[:]).__name__, type(l + []).__name__, isinstance(l, list), l == [1, 10], list(l))
# expect: [1, 10] item str list True True [1, 10]
