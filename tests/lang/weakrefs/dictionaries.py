import weakref
class K:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"K{self.n}"
k1, k2 = K(1), K(2)
w = weakref.WeakKeyDictionary({k1: "one"}); w[k2] = "two"
v = weakref.WeakValueDictionary(a=k1); v["b"] = k2
s = weakref.WeakSet([k1, k2])
print(w[k1], len(w), k2 in w, sorted(w.values()), v["a"], sorted(v), sorted(v.items(), key=str), len(s), k1 in s, w.pop(k1), len(w), v.get("zz"), list(s)[0] in s)
s.discard(k1); print(len(s), K(5) in s)
# expect: one 2 True ['one', 'two'] K1 ['a', 'b'] [('a', K1), ('b', K2)] 2 True one 1 None True
# expect: 1 False
