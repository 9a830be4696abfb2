data = [(i * 7919 % 1000, i) for i in range(5000)]
s = sorted(data, key=lambda p: p[0])
print(all(a[0] < b[0] or (a[0] == b[0] and a[1] < b[1]) for a, b in zip(s, s[1:])))
r = sorted(data, key=lambda p: p[0], reverse=True)
print(all(a[0] > b[0] or (a[0] == b[0] and a[1] < b[1]) for a, b in zip(r, r[1:])))
print(sorted(range(1000), key=lambda i: -i)[:3], sorted([5] * 100 + [4] * 100)[99:101])
# expect: True
# expect: True
# expect: [999, 998, 997] [4, 5]
