print(1 << 100, 2**100 >> 98, -5 >> 1, -1 >> 1000, 5 >> 1000, 0 << 10**9)
for op in ("1 << -1", "1 >> -1"):
    try:
        eval(op)
    except ValueError as e:
        print(e)
print(-(2**100) >> 99, -(2**100) - 1 >> 100, (1 << 61) << 1, (1 << 62) >> 1)
# expect: 1267650600228229401496703205376 4 -3 -1 0 0
# expect: negative shift count
# expect: negative shift count
# expect: -2 -2 4611686018427387904 2305843009213693952
