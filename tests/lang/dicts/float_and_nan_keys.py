nan = float("nan")
d = {nan: 1, 0.0: "z"}
print(d[nan], float("nan") in d, d[-0.0], d[0], d[False])  # expect: 1 False z z z
