from collections import ChainMap, UserDict, UserList, UserString
c = ChainMap({"a": 1}, {"a": 2, "b": 3}); c["c"] = 4
print(c["a"], c["b"], c.maps[0], len(c), sorted(c), c.new_child({"a": 0})["a"], c.parents["a"], dict(c) == {"a": 1, "b": 3, "c": 4})
try:
    c["zz"]
except KeyError as e:
    print(e)
class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
u = U(a=1); u["b"] = 2; print(u, u.data, UserList([1, 2]) + [3], UserString("ab").upper())
# expect: 1 3 {'a': 1, 'c': 4} 3 ['a', 'b', 'c'] 0 2 True
# expect: 'zz'
# expect: {'a': 2, 'b': 4} {'a': 2, 'b': 4} [1, 2, 3] AB
