class D(dict):
    def __setitem__(self, k, v): super().__setitem__(k, v + 1)
d = D(a=1); d["b"] = 1; d.update(c=1)
print(d, D.fromkeys("ab", 0), isinstance(d, dict), d == {"a": 1, "b": 2, "c": 1}, type(d.copy()).__name__, type(d | {}).__name__)
# expect: {'a': 1, 'b': 2, 'c': 1} {'a': 1, 'b': 1} True True dict dict
