s = set(range(0, 100000, 3))
t = set(range(0, 100000, 5))
print(len(s), len(s & t), len(s | t), len(s - t), len(s ^ t), 99999 in s, s >= set(range(0, 99, 3)))
# expect: 33334 6667 46667 26667 40000 True True
