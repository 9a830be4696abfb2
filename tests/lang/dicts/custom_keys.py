class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return hash(self.v)
    def __eq__(self, o): return isinstance(o, K) and self.v == o.v
d = {K(1): "one"}
print(d[K(1)], K(2) in d, d.get(K(1)))
class NoHash:
    def __eq__(self, o): return True
class BadHash:
    def __hash__(self): return "x"
for k in (NoHash(), BadHash()):
    try:
        d[k] = 1
    except TypeError as e:
        print(e)
# expect: one False one
# expect: unhashable type: 'NoHash'
# expect: __hash__ method should return an integer
