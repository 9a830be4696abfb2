x = 0
for i in range(5): x = x + (i if i % 2 else i / 2)
print(x)
t = 0
for v in (1, 2.5, 3, 2**65, 0.5, True): t += v; print(t, end=" ")
print()
a = 10
while a > 0.5: a = a / 2
print(a, 7 // 2.0, -7 % 3.0, 2 ** 0.5 ** 2, 10 ** -2, int(2.0) ** 3, 5 // -0.3)
i = 0
while i != 1.0: i += 0.25
print(i)
# expect: 7.0
# expect-exact: |1 3.5 6.5 3.6893488147419103e+19 3.6893488147419103e+19 3.6893488147419103e+19 |
# expect: 0.3125 3.0 2.0 1.189207115002721 0.01 8 -17.0
# expect: 1.0
