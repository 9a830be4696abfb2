print(2**100 > 2**99, 2**100 < 5, -2**100 < -5, 2**100 == 2**100, 2**100 != 2**100 + 1)
print(2**53 + 1 > float(2**53), 2**53 == float(2**53), 10**400 > 1e308, -10**400 < -1e308)
print(1 < 1.5 < 2, float("nan") < 10**50, float("inf") > 10**1000)
# expect: True False True True True
# expect: True True True True
# expect: True False True
