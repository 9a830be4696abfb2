class A:
    def __init__(self, v): self.v = v
print([a.v for a in map(A, range(3))], [f"{k}={v}" for k, v in {"a": 1}.items()], sum([len(s) for s in ("a", "bb")]))
# expect: [0, 1, 2] ['a=1'] 3
