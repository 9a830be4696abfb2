print(1 / 3, 10**400 / 10**399, (2**1023 + 1) / 2)
print(9007199254740993 / 1, 18014398509481985 / 3)
try:
    10**400 / 3
except OverflowError as e:
    print(e)
# expect: 0.3333333333333333 10.0 4.49423283715579e+307
# expect: 9007199254740992.0 6004799503160662.0
# expect: integer division result too large for a float
