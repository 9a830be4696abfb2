r = range(2**70, 2**70 + 5)
print(r[2] - 2**70, len(r), list(r)[-1] - 2**70, 2**70 + 3 in r, r[::-1][0] - 2**70, range(0, 10**30, 10**29)[3])
try:
    len(range(2**100))
except OverflowError as e:
    print(e)
print(range(2**100)[2**99] == 2**99, bool(range(2**100)), next(iter(range(2**64, 2**65))))
# expect: 2 5 4 True 4 300000000000000000000000000000
# expect: Python int too large to convert to C ssize_t
# expect: True True 18446744073709551616
