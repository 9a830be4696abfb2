for x in [1, 2]:
    if x == 5: break
else:
    print("no break")
for x in []: pass
else: print("empty")
for x in [1]:
    break
else:
    print("no")
for i in range(2):
    for j in range(3):
        if j == 1: break
    else:
        continue
    print(i, j)
# expect: no break
# expect: empty
# expect: 0 1
# expect: 1 1
