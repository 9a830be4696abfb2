import bisect
a = [1, 3, 3, 5]
print(bisect.bisect(a, 3), bisect.bisect_left(a, 3), bisect.bisect_right(a, 4), bisect.bisect_left(a, 0), bisect.bisect(a, 3, 0, 2), bisect.bisect_left([5, 3, 1], -3, key=lambda v: -v))
bisect.insort(a, 4); bisect.insort_left(a, 3); print(a)
try:
    bisect.bisect([1], 1, -1)
except ValueError as e:
    print(e)
# expect: 3 1 3 0 2 1
# expect: [1, 3, 3, 3, 4, 5]
# expect: lo must be non-negative
