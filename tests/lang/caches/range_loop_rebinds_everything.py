r = range(5)
for i in r:
    i += 100
    r = None
print(i)  # expect: 104
n = 3
for i in range(n): n += 1
print(n)  # expect: 6
for range in [1, 2]: pass
print(range)  # expect: 2
del range
print(list(range(2)))  # expect: [0, 1]
for i in range(3):
    for i in range(2): pass
print(i)  # expect: 1
