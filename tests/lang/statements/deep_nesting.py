def f(n):
    for a in range(n):
        while a:
            if a > 1:
                try:
                    with open("/dev/null"):
                        for b in range(a):
                            if b == 2: return a, b
                            continue
                finally:
                    pass
            break
    return None
print(f(5), f(2))  # expect: (3, 2) None
