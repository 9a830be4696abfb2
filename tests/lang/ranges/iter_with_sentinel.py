values = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(values), 0)), next(values))  # expect: [1, 2, 3] 4
try:
    iter(5, 0)
except TypeError as e:
    print(e)  # expect: iter(v, w): v must be callable
