d = {i: str(i) for i in range(100000)}
print(len(d), d[99999], d[0], 100000 in d, sum(1 for _ in d))  # expect: 100000 99999 0 False 100000
for i in range(0, 100000, 3): del d[i]
print(len(d), list(d)[:5], min(d), max(d))  # expect: 66666 [1, 2, 4, 5, 7] 1 99998
d.update({i: 0 for i in range(10)}); print(len(d), list(d)[-3:])  # expect: 66670 [3, 6, 9]
