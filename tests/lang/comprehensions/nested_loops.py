print([(x, y) for x in range(3) for y in "ab" if x != 1], [[j for j in range(i)] for i in range(4)], [y for x in [[1, 2], [3]] for y in x])
print({x: {y for y in range(x)} for x in range(3)}, [x + y for x, y in [(1, 2), (3, 4)]], [a for a, *b in ["xy", "z"]])
# expect: [(0, 'a'), (0, 'b'), (2, 'a'), (2, 'b')] [[], [0], [0, 1], [0, 1, 2]] [1, 2, 3]
# expect: {0: set(), 1: {0}, 2: {0, 1}} [3, 7] ['x', 'z']
