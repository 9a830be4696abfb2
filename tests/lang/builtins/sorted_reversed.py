print(sorted([3, 1, 2]), sorted("bca", reverse=True), sorted([1, -2], key=abs), list(reversed("abc")), list(reversed((1, 2))), list(reversed({1: 0, 2: 0})))
# expect: [1, 2, 3] ['c', 'b', 'a'] [1, -2] ['c', 'b', 'a'] [2, 1] [2, 1]
