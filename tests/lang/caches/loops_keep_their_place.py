# What a loop counts with is its own: across yields, nested loops, and changes of what it runs over.
def pairs(items):
    for a in items:
        for b in items:
            for i in range(a, b): yield a, b, i
print(list(pairs((1, 3))), list(pairs([0, 2])))
one, two = pairs([0, 2]), pairs([0, 2])
print(next(one), next(one), next(two), list(one), next(two))

class Items(list):
    def __iter__(self): return iter("own")
class Pair(tuple):
    def __iter__(self): return iter("mine")
class Count(int):
    pass
for x in Items([1, 2]): print(x, end=" ")
for x in Pair((1, 2)): print(x, end=" ")
for x in range(Count(2)): print(x, type(x).__name__, end=" ")
print()

items = [1, 2, 3, 4]
for x in items:
    print(x, end=" ")
    if x == 2: del items[0]
    if x == 4: items.append(5)
print(items)
items = [1, 2, 3]
for x in items:
    items[:] = items[:2]
    items = None if x == 2 else items
    if items is None: break
print([y for x in ([1], (2, 3), range(2)) for y in x], {x: y for x, y in zip((1, 2), [3, 4])})
def outer(n):
    return [[i * j for j in range(i)] for i in range(n)], list(i for i in (1, 2) if i > 1)
print(outer(4))
for range in [range(2)]:
    for x in range: print(x, end=" ")
range = lambda n: "ab"[:n]
for x in range(2): print(x, end=" ")
print()
# expect: [(1, 3, 1), (1, 3, 2)] [(0, 2, 0), (0, 2, 1)]
# expect: (0, 2, 0) (0, 2, 1) (0, 2, 0) [] (0, 2, 1)
# expect-exact: |o w n m i n e 0 int 1 int |
# expect: 1 2 4 5 [2, 3, 4, 5]
# expect: [1, 2, 3, 0, 1] {1: 3, 2: 4}
# expect: ([[], [0], [0, 2], [0, 3, 6]], [2])
# expect-exact: |0 1 a b |
