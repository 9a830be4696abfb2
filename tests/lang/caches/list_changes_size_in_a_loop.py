l = [0]
for x in l:
    if len(l) < 5: l.append(x + 1)
print(l)
for x in l: l.pop()
print(l)
it = iter(l)
print(list(it)); l.append(9); print(list(it))
t = []
for i, x in enumerate(l):
    t.append(x)
    if i < 3: l.insert(0, i)
print(t, l)
# expect: [0, 1, 2, 3, 4]
# expect: [0, 1]
# expect: [0, 1]
# expect: []
# expect: [0, 0, 0, 0, 1, 9] [2, 1, 0, 0, 1, 9]
