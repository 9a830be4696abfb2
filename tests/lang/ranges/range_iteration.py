total = 0
for i in range(10):
    total += i
    i = 100
print(total, i)
it = iter(range(3)); print(next(it), it.__length_hint__(), list(it), list(reversed(range(0, 10, 3))), list(reversed(range(3))))
for i in range(2**62, 2**62 + 2): print(i)
for i in range(-2**62 + 1, -2**62 - 2, -1): print(i)
# expect: 45 100
# expect: 0 2 [1, 2] [9, 6, 3, 0] [2, 1, 0]
# expect: 4611686018427387904
# expect: 4611686018427387905
# expect: -4611686018427387903
# expect: -4611686018427387904
# expect: -4611686018427387905
