print(round(2.5), round(3.5), round(-2.5), round(2.567, 1), round(25, -1), round(1e16), round(True), round(7, None))
try:
    round("a")
except TypeError as e:
    print(e)
# expect: 2 4 -2 2.6 20 10000000000000000 1 7
# expect: type str doesn't define __round__ method
