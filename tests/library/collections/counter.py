from collections import Counter
c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), sum(c.values()), c.total(), sorted(c.elements())[:6])
c.update("aaa"); c.subtract({"b": 5}); print(c["a"], c["b"]); print(+c, -c)
a, b = Counter(a=3, b=1), Counter(a=1, b=2)
print(a + b, a - b, a & b, a | b, a == Counter(a=3, b=1), a <= b, Counter([("k", 1)]), Counter(), Counter(a=1, **{"b": 2})); del a["nope"]
# expect: Counter({'a': 5, 'b': 2, 'r': 2, 'c': 1, 'd': 1}) 5 0 [('a', 5), ('b', 2)] 11 11 ['a', 'a', 'a', 'a', 'a', 'b']
# expect: 8 -3
# expect: Counter({'a': 8, 'r': 2, 'c': 1, 'd': 1}) Counter({'b': 3})
# expect: Counter({'a': 4, 'b': 3}) Counter({'a': 2}) Counter({'a': 1, 'b': 1}) Counter({'a': 3, 'b': 2}) True False Counter({('k', 1): 1}) Counter() Counter({'b': 2, 'a': 1})
