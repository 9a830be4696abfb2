def f(**kw): return kw
d = {"a": 1, "b": 2}
print(f(**d, c=3), f(**{}), {**d, **{"a": 9}}, [*d], {*d} == {"a", "b"})
try:
    f(**d, a=1)
except TypeError as e:
    print(e)
try:
    f(**{1: 2})
except TypeError as e:
    print(e)
# expect: {'a': 1, 'b': 2, 'c': 3} {} {'a': 9, 'b': 2} ['a', 'b'] True
# expect: __main__.f() got multiple values for keyword argument 'a'
# expect: keywords must be strings
