for f in (lambda: range(), lambda: range(1, 2, 0), lambda: range(1.5), lambda: range("a"), lambda: range(3)[5], lambda: range(3).index(9), lambda: range(1, 2, 3, 4), lambda: range(3)["a"], lambda: setattr(range(3), "start", 1)):
    try:
        f()
    except (TypeError, ValueError, IndexError, AttributeError) as e:
        print(type(e).__name__, e)
# expect: TypeError range expected at least 1 argument, got 0
# expect: ValueError range() arg 3 must not be zero
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: IndexError range object index out of range
# expect: ValueError 9 is not in range
# expect: TypeError range expected at most 3 arguments, got 4
# expect: TypeError range indices must be integers or slices, not str
# expect: AttributeError readonly attribute
