t = (1, 2, 3)
print(t, (), (1,), tuple("ab"), tuple([1]), t[0], t[-1], t[1:], t[::-1], t + (4,), t * 2, 2 in t, len(t), t.count(1), t.index(3))
print(t == (1, 2, 3), t < (1, 3), hash(t) == hash((1, 2, 3)), tuple(t) is t, (1, (2, [3])), 1, 2)
for f in (lambda: t[3], lambda: t.__setitem__, lambda: t.index(9), lambda: t + [1], lambda: t["a"], lambda: tuple(1)):
    try:
        f()
    except (IndexError, AttributeError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: (1, 2, 3) () (1,) ('a', 'b') (1,) 1 3 (2, 3) (3, 2, 1) (1, 2, 3, 4) (1, 2, 3, 1, 2, 3) True 3 1 2
# expect: True True True True (1, (2, [3])) 1 2
# expect: IndexError tuple index out of range
# expect: AttributeError 'tuple' object has no attribute '__setitem__'
# expect: ValueError tuple.index(x): x not in tuple
# expect: TypeError can only concatenate tuple (not "list") to tuple
# expect: TypeError tuple indices must be integers or slices, not str
# expect: TypeError 'int' object is not iterable
