big = 2**62
for f in (lambda: [0] * big, lambda: (0,) * big, lambda: "x" * big, lambda: b"x" * big, lambda: bytes(big), lambda: bytearray(big), lambda: "x".ljust(big), lambda: "x".center(big), lambda: b"x".zfill(big), lambda: "%*d" % (2**31 - 2**10, 1) if False else [None] * big, lambda: list(range(2**62)) if False else [1] * (big // 2)):
    try:
        f()
        print("no error")
    except (MemoryError, OverflowError) as e:
        print(type(e).__name__)
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
# expect: MemoryError
