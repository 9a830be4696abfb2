class V:
    def __init__(self): self.n = 1
    def show(self): return f"{self.n=} {self.n.real=:03d}"
print(V().show())  # expect: self.n=1 self.n.real=001
