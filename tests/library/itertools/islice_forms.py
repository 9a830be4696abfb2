from itertools import islice
print(list(islice("abcdef", 3)), list(islice("abcdef", 2, None)), list(islice("abcdef", 1, 5, 2)), list(islice("abc", 0)), list(islice("abc", None, None, 2)))
g = iter(range(10)); list(islice(g, 3)); print(next(g))
for a in ((-1,), (1, -1), (0, 5, 0), ("a",)):
    try:
        islice("abc", *a)
    except ValueError as e:
        print(e)
# expect: ['a', 'b', 'c'] ['c', 'd', 'e', 'f'] ['b', 'd'] [] ['a', 'c']
# expect: 3
# expect: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
# expect: Step for islice() must be a positive integer or None.
# expect: Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.
