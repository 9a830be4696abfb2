from itertools import groupby, tee
print([(k, list(g)) for k, g in groupby("aabbbc")], [(k, len(list(g))) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
a, b = tee([1, 2, 3]); print(next(a), list(b), list(a), tee("x", 0))
groups = [g for _, g in groupby("ab")]; print([list(g) for g in groups])
# expect: [('a', ['a', 'a']), ('b', ['b', 'b', 'b']), ('c', ['c'])] [(1, 2), (0, 2), (1, 1)]
# expect: 1 [1, 2, 3] [2, 3] ()
# expect: [[], []]
