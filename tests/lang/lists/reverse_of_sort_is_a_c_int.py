for sort in ([2, 1].sort, lambda reverse: sorted([2, 1], reverse=reverse)):
    for reverse in 2 ** 40, 2 ** 70, 1.5:
        try:
            sort(reverse=reverse)
        except (OverflowError, TypeError) as e:
            print(type(e).__name__, e)
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: TypeError 'float' object cannot be interpreted as an integer
