print({}, {"a": 1, "b": 2}, dict(), dict(a=1), dict([("x", 1), ("y", 2)]), dict({"k": 1}, z=2), {**{"a": 1}, "b": 2}, dict.fromkeys("ab", 0), dict.fromkeys([1]))
print({1: "a", 1.0: "b", True: "c"}, {k: v for k, v in zip("ab", (1, 2))}, dict(zip("ab", "cd")))
for a in (([1],), ([(1,)],), (5,), (["abc"],), ([(1, 2, 3)],)):
    try:
        dict(*a)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: {} {'a': 1, 'b': 2} {} {'a': 1} {'x': 1, 'y': 2} {'k': 1, 'z': 2} {'a': 1, 'b': 2} {'a': 0, 'b': 0} {1: None}
# expect: {1: 'c'} {'a': 1, 'b': 2} {'a': 'c', 'b': 'd'}
# expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect: ValueError dictionary update sequence element #0 has length 1; 2 is required
# expect: TypeError 'int' object is not iterable
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
# expect: ValueError dictionary update sequence element #0 has length 3; 2 is required
