print(set(), {1}, frozenset(), sorted({3, 1, 2, 1}), sorted(set("hello")), frozenset([1]), len({1, 1.0, True}), {*()} == set(), sorted({i % 3 for i in range(9)}))
for f in (lambda: set(5), lambda: {[]}, lambda: set([[]]), lambda: set(1, 2), lambda: {{}}):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: set() {1} frozenset() [1, 2, 3] ['e', 'h', 'l', 'o'] frozenset({1}) 1 True [0, 1, 2]
# expect: 'int' object is not iterable
# expect: unhashable type: 'list'
# expect: unhashable type: 'list'
# expect: set expected at most 1 argument, got 2
# expect: unhashable type: 'dict'
