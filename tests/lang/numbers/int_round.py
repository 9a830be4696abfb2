print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(5, 3), round(7))
print(round(10**30 + 5, -1), round(55, -2), round(50, -2), round(150, -2))
# expect: 1200 1200 1400 -1200 5 7
# expect: 1000000000000000000000000000000 100 0 200
