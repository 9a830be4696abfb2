from functools import reduce, partial, cmp_to_key, total_ordering
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7), sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
p = partial(int, base=2); print(p("101"), p.func, p.args, p.keywords, partial(p, "11")(), repr(partial(len, 1)).startswith("functools.partial(<built-in function len>, 1)"))
try:
    reduce(max, [])
except TypeError as e:
    print(e)
@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2))
# expect: 6 7 [3, 2, 1]
# expect: 5 <class 'int'> () {'base': 2} 3 True
# expect: reduce() of empty iterable with no initial value
# expect: True True False
