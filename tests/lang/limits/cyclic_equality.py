a = []; a.append(a); b = []; b.append(b)
try:
    a == b
except RecursionError as e:
    print(e)  # expect: maximum recursion depth exceeded in comparison
d = {}; d[1] = d; e = {}; e[1] = e
try:
    d == e
except RecursionError as e:
    print(e)  # expect: maximum recursion depth exceeded in comparison
print(a == a, d == d)  # expect: True True
