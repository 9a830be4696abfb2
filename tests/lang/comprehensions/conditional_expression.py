print([x if x % 2 else -x for x in range(5)], {("e" if x % 2 == 0 else "o"): x for x in range(4)})
# expect: [0, 1, -2, 3, -4] {'e': 2, 'o': 3}
