def f(*a, **k): return a, sorted(k.items())
print(f(*[1], 2, *(3, 4), x=1, **{"y": 2}, z=3, **{"w": 4}), f(*"ab", *[]), f(**{}, **{}), f(*range(3), *{}))
for c in ("f(*5)", "f(**5)", "f(**{'a': 1}, **{'a': 2})", "f(a=1, **{'a': 2})", "f(**{1: 2})", "f(*[1], *None)"):
    try:
        eval(c)
    except TypeError as e:
        print(e)
# expect: ((1, 2, 3, 4), [('w', 4), ('x', 1), ('y', 2), ('z', 3)]) (('a', 'b'), []) ((), []) ((0, 1, 2), [])
# expect: __main__.f() argument after * must be an iterable, not int
# expect: __main__.f() argument after ** must be a mapping, not int
# expect: __main__.f() got multiple values for keyword argument 'a'
# expect: __main__.f() got multiple values for keyword argument 'a'
# expect: keywords must be strings
# expect: Value after * must be an iterable, not NoneType
