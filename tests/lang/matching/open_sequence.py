match 1, 2, 3:
    case 1, *rest: print(rest)  # expect: [2, 3]
match [1, [2, [3]]]:
    case [a, [b, [c]]]: print(a, b, c)  # expect: 1 2 3
match [1, 2]:
    case a, b, c: print("no")
    case a, *b: print(a, b)  # expect: 1 [2]
