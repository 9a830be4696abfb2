print("{} {}".format(1, "a"), "{1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{0} {a}".format(5, a=6), "{{}}".format())
print("{0[1]} {0[0]} {d[key]}".format([1, 2], d={"key": "v"}), "{0.real} {x.__class__.__name__}".format(5, x=""), "{!r} {!s} {!a}".format("é", "é", "é"))
print("{:{}}|{:>{w}}|{:.{p}f}".format("a", 5, "b", 3.14159, w=4, p=2))
# expect: 1 a b a 1 2 5 6 {}
# expect: 2 1 v 5 str 'é' é '\xe9'
# expect: a    |   b|3.14
