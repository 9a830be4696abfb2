d = {"a": 1, "b": 2}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i)
d["c"] = 3
print(list(k), list(v), list(i), list(reversed(k)), list(reversed(i)))
print(k & {"a", "z"}, sorted(k | {"z"}), sorted(k - {"a"}), sorted(k ^ {"a", "q"}), k == {"a", "b", "c"}, k >= {"a"}, i & {("a", 1)}, k.isdisjoint({"z"}))
print(k.mapping["a"], type(k).__name__, type(v).__name__, type(i).__name__)
# expect: dict_keys(['a', 'b']) dict_values([1, 2]) dict_items([('a', 1), ('b', 2)]) 2 True True True False
# expect: ['a', 'b', 'c'] [1, 2, 3] [('a', 1), ('b', 2), ('c', 3)] ['c', 'b', 'a'] [('c', 3), ('b', 2), ('a', 1)]
# expect: {'a'} ['a', 'b', 'c', 'z'] ['b', 'c'] ['b', 'c', 'q'] True True {('a', 1)} True
# expect: 1 dict_keys dict_values dict_items
