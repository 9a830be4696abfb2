for f in (lambda: 1 << 2**66, lambda: 1 << (2**62)):
    try:
        f()
        print("no error")
    except (MemoryError, OverflowError) as e:
        print(type(e).__name__)
# expect: OverflowError
# expect: MemoryError
