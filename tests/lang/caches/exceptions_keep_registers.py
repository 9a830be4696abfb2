def f(l):
    a, b = 1, 2
    try:
        a = l[0] + (b := 5) + l[9]
    except IndexError:
        return a, b
    finally:
        a = 100
print(f([1]))  # expect: (1, 5)
def g():
    r = []
    for i in range(4):
        try:
            x = i
            if i == 1: raise ValueError
            if i == 2: continue
            r.append(x)
        except ValueError:
            r.append("e")
            continue
        finally:
            r.append("f")
    return r
print(g())  # expect: [0, 'f', 'e', 'f', 'f', 3, 'f']
