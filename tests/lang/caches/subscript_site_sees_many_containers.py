def get(c, k): return c[k]
class D(dict):
    def __missing__(self, k): return "missing"
class L(list):
    def __getitem__(self, i): return "item"
class G:
    def __getitem__(self, k): return k
    def __class_getitem__(cls, k): return "class", k
for _ in range(2):
    print(get([1, 2], 0), get((1, 2), -1), get({"a": 1}, "a") if False else get({0: "d"}, 0), get("ab", 1), get(b"ab", 0), get(D(), 0), get(L([1]), 0), get(G(), 5), get(G, 6), get(range(5), 2), get([1, 2], True), get(memoryview(b"x"), 0))
for c, k in (([1], 5), ({}, "k"), ("a", 9), (5, 0), ((), 0), ([1], "a")):
    try:
        get(c, k)
    except (IndexError, KeyError, TypeError) as e:
        print(type(e).__name__, e)
# expect: 1 2 d b 97 missing item 5 ('class', 6) 2 2 120
# expect: 1 2 d b 97 missing item 5 ('class', 6) 2 2 120
# expect: IndexError list index out of range
# expect: KeyError 'k'
# expect: IndexError string index out of range
# expect: TypeError 'int' object is not subscriptable
# expect: IndexError tuple index out of range
# expect: TypeError list indices must be integers or slices, not str
