try:
    [1 / x for x in (1, 0)]
except ZeroDivisionError as e:
    print(e)  # expect: division by zero
print([x for x in [1] if [y for y in [2] if x < y]])  # expect: [1]
