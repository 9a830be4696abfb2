d = {}
for k in "cab": d[k] = ord(k)
d["c"] = 0; del d["a"]; d["a"] = 1
print(d, list(d), list(d.values()), list(d.items()), list(reversed(d)), next(iter(d)))
d.update(b=5, z=6); print(d)
# expect: {'c': 0, 'b': 98, 'a': 1} ['c', 'b', 'a'] [0, 98, 1] [('c', 0), ('b', 98), ('a', 1)] ['a', 'b', 'c'] c
# expect: {'c': 0, 'b': 5, 'a': 1, 'z': 6}
