for f in (lambda: [0] * (2**62), lambda: [0] * 2**100, lambda: "ab" * 2**62, lambda: (1, 2) * 2**61):
    try:
        f()
    except (MemoryError, OverflowError) as e:
        print(type(e).__name__, e)
# expect-exact: |MemoryError |
# expect: OverflowError cannot fit 'int' into an index-sized integer
# expect: OverflowError repeated string is too long
# expect-exact: |MemoryError |
