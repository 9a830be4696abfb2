from collections import defaultdict
d = defaultdict(list)
d["a"].append(1); d["a"].append(2); print(d, d["b"], len(d), d.default_factory, "c" in d, d.get("c"))
n = defaultdict(int, x=5)
for ch in "hello": n[ch] += 1
print(dict(n), n.copy() == n, type(n.copy()).__name__, n | {"z": 0})
try:
    defaultdict(None)["k"]
except KeyError as e:
    print(repr(e))
try:
    defaultdict(5)
except TypeError as e:
    print(e)
# expect: defaultdict(<class 'list'>, {'a': [1, 2], 'b': []}) [] 2 <class 'list'> False None
# expect: {'x': 5, 'h': 1, 'e': 1, 'l': 2, 'o': 1} True defaultdict defaultdict(<class 'int'>, {'x': 5, 'h': 1, 'e': 1, 'l': 2, 'o': 1, 'z': 0})
# expect: KeyError('k')
# expect: first argument must be callable or None
