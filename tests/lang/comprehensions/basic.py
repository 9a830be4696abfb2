print([x * 2 for x in range(3)], {x % 2 for x in range(5)}, {k: v for k, v in zip("ab", [1, 2])}, list(x for x in "ab"), [x for x in range(10) if x % 2 if x > 4])
# expect: [0, 2, 4] {0, 1} {'a': 1, 'b': 2} ['a', 'b'] [5, 7, 9]
