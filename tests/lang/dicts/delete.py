d = {i: i for i in range(10)}
for i in range(0, 10, 2): del d[i]
print(d)  # expect: {1: 1, 3: 3, 5: 5, 7: 7, 9: 9}
try:
    del d[0]
except KeyError as e:
    print(e)  # expect: 0
d[0] = "again"; print(d)  # expect: {1: 1, 3: 3, 5: 5, 7: 7, 9: 9, 0: 'again'}
