f = frozenset("ab")
print({f: 1}[frozenset("ba")], f == set("ab"), hash(f) == hash(frozenset("ba")), type(f | {"c"}).__name__, type({"c"} | f).__name__, f.copy() is f, frozenset(f) is f, frozenset([frozenset()]))
print({frozenset([1])} == {frozenset([1])}, set([1]) in {frozenset([1])})
f |= {"c"}; print(sorted(f), type(f).__name__)
# expect: 1 True True frozenset set True True frozenset({frozenset()})
# expect: True True
# expect: ['a', 'b', 'c'] frozenset
