a = [0, 1, 2, 3, 4, 5]
print(a[0], a[-1], a[1:4], a[::2], a[::-1], a[4:1:-1], a[10:], a[-2:], a[:-2], a[5:2], a[slice(1, 3)], a[True])
for i in (6, -7, 2**70):
    try:
        a[i]
    except IndexError as e:
        print(e)
for i in ("a", 1.0, None, (1, 2)):
    try:
        a[i]
    except TypeError as e:
        print(e)
# expect: 0 5 [1, 2, 3] [0, 2, 4] [5, 4, 3, 2, 1, 0] [4, 3, 2] [] [4, 5] [0, 1, 2, 3] [] [1, 2] 1
# expect: list index out of range
# expect: list index out of range
# expect: cannot fit 'int' into an index-sized integer
# expect: list indices must be integers or slices, not str
# expect: list indices must be integers or slices, not float
# expect: list indices must be integers or slices, not NoneType
# expect: list indices must be integers or slices, not tuple
