def f(x):
    match x:
        case [a, "x"] | ["x", a] | {"a": a}: return a
        case (1 | 2 | 3) as n: return n * 10
print(f([1, "x"]), f(["x", 2]), f({"a": 3}), f(2), f(4))  # expect: 1 2 3 20 None
