class Evil:
    def __init__(self, d): self.d = d
    def __hash__(self): return 1
    def __eq__(self, o):
        self.d.clear()
        return False
d = {}
for _ in range(3):
    d[Evil(d)] = 1
print(len(d) <= 3)  # expect: True
d = {}
d[Evil(d)] = 1
print(d.get(1), d)  # expect: None {}
