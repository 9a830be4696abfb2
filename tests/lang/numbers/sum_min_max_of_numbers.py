print(sum([1, 2.5, 3]), sum([], 5), sum([[1], [2]], []), sum(range(101)), sum([2**62, 2**62]))
print(min(3, 1, 2), max([1, 5, 2]), min([], default=0), max("abc", key=lambda c: -ord(c)))
print(max(1, 1.0), min(1.0, 1), max([(1, "b"), (1, "a")], key=lambda t: t[0]))
for f in (lambda: max([]), lambda: max(), lambda: max(1, "a"), lambda: sum(["a"], ""), lambda: max(1, default=2)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: 6.5 5 [1, 2] 5050 9223372036854775808
# expect: 1 5 0 a
# expect: 1 1.0 (1, 'b')
# expect: ValueError max() arg is an empty sequence
# expect: TypeError max expected at least 1 argument, got 0
# expect: TypeError '>' not supported between instances of 'str' and 'int'
# expect: TypeError sum() can't sum strings [use ''.join(seq) instead]
# expect: TypeError 'int' object is not iterable
