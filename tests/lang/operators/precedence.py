print(2 + 3 * 4 ** 2, -2 ** 2, (-2) ** 2, 2 ** 3 ** 2, not 1 == 2, 1 + 2 << 3, 5 & 3 | 4 ^ 1, 10 - 3 - 2, 2 ** -1, ~1 + 1, -3 % 5, not True or True and False)
print(1 < 2 < 3, 1 < 2 > 1, 1 == 1 != 2, 3 > 2 == 2, 1 in [1] == True, not 1 in [2], 1 if 0 else 2 if 0 else 3, (lambda: 1 or 2)())
# expect: 50 -4 4 512 True 24 5 5 0.5 -1 2 False
# expect: True True True True False True 3 1
