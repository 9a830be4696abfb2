class D(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
d = D(a=1); d["b"] = 1; d.update(c=1)
print(d, type(D.fromkeys("ab")).__name__, isinstance(d, dict), d == {"a": 1, "b": 2, "c": 1}, type(d.copy()).__name__, type(d | {}).__name__)
# expect error: TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'
