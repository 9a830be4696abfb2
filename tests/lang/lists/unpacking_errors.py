for src in ("a, b = [1]", "a, b = [1, 2, 3]", "a, *b, c = [1]", "a, b = 5", "a, b = {}", "(a, b), c = [1, 2]", "a, = 'xy'", "[] = [1]", "a, b = iter([1])"):
    try:
        exec(src)
    except (ValueError, TypeError) as e:
        print(e)
# expect: not enough values to unpack (expected 2, got 1)
# expect: too many values to unpack (expected 2)
# expect: not enough values to unpack (expected at least 2, got 1)
# expect: cannot unpack non-iterable int object
# expect: not enough values to unpack (expected 2, got 0)
# expect: cannot unpack non-iterable int object
# expect: too many values to unpack (expected 1)
# expect: too many values to unpack (expected 0)
# expect: not enough values to unpack (expected 2, got 1)
