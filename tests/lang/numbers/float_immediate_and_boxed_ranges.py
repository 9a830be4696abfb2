values = [1e-300, 1e300, 1e-200, 1e200, 1e100, 1e-100, 1.0, -1e-310, 3.3e38, 1e-38]
print(values)
print([v * 2 / 2 == v for v in values])
print(sum(values) == sum(reversed(values)), max(values), min(values))
d = {v: i for i, v in enumerate(values)}
print([d[v] for v in values])
# expect: [1e-300, 1e+300, 1e-200, 1e+200, 1e+100, 1e-100, 1.0, -1e-310, 3.3e+38, 1e-38]
# expect: [True, True, True, True, True, True, True, True, True, True]
# expect: True 1e+300 -1e-310
# expect: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
