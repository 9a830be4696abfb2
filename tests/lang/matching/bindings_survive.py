match [1, 2, 3]:
    case [a, 9, c]: pass
    case [a, b, c] if b == 0: pass
    case _: print("default")  # expect: default
print(a, c)  # expect: 1 3
