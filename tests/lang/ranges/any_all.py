print(any([]), all([]), any([0, 1]), all([1, 0]), any(x > 2 for x in range(5)), all(x < 5 for x in range(5)))
seen = []
print(any(seen.append(x) or x == 2 for x in range(5)), seen)
# expect: False True True False True True
# expect: True [0, 1, 2]
