import copy
l = [1, [2, 3], {"k": (4, [5])}]
s, d = copy.copy(l), copy.deepcopy(l)
l[1].append(99); print(s, d); r = []; r.append(r); r2 = copy.deepcopy(r); print(r2[0] is r2, copy.copy(5), copy.deepcopy((1, 2)), copy.copy({1}), copy.deepcopy({(1, 2): [3]}))
class A:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return self.x == o.x
a = A([1]); b = copy.deepcopy([a, a]); print(b[0] is b[1], b[0] is a, b[0] == a)
class G:
    def __getstate__(self): return {"v": 5}
    def __setstate__(self, s): self.state = s
print(copy.copy(G()).state)
class Sl:
    __slots__ = ("p",)
o = Sl(); o.p = [1]; print(copy.copy(o).p is o.p, copy.deepcopy(o).p is o.p)
# expect: [1, [2, 3, 99], {'k': (4, [5])}] [1, [2, 3], {'k': (4, [5])}]
# expect: True 5 (1, 2) {1} {(1, 2): [3]}
# expect: True False True
# expect: {'v': 5}
# expect: True False
