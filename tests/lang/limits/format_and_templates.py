for f in (lambda: "{:{}}".format(1, "{}"), lambda: "{0:{1}{2}}".format(1, ">", 9), lambda: "{:>{}}".format("a", 2**40), lambda: format(1, "1" * 30)):
    try:
        print(f())
    except (ValueError, MemoryError, OverflowError) as e:
        print(type(e).__name__)
# expect: ValueError
# expect-exact: |        1|
# expect: MemoryError
# expect: ValueError
