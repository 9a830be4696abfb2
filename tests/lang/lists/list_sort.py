a = [3, 1, 2]; a.sort(); print(a); a.sort(reverse=True); print(a)
w = ["b", "A", "c", "B"]; w.sort(key=str.lower); print(w); w.sort(key=lambda s: (len(s), s)); print(w)
pairs = [(1, "b"), (0, "z"), (1, "a")]
pairs.sort(key=lambda p: p[0]); print(pairs); pairs.sort(key=lambda p: p[0], reverse=True); print(pairs)
print(sorted([1.5, 1, True, -1]), sorted("hello"), sorted({3: 1, 1: 2}), sorted([[2], [1, 5], [1]]))
# expect: [1, 2, 3]
# expect: [3, 2, 1]
# expect: ['A', 'b', 'B', 'c']
# expect: ['A', 'B', 'b', 'c']
# expect: [(0, 'z'), (1, 'b'), (1, 'a')]
# expect: [(1, 'b'), (1, 'a'), (0, 'z')]
# expect: [-1, 1, True, 1.5] ['e', 'h', 'l', 'l', 'o'] [1, 3] [[1], [1, 5], [2]]
