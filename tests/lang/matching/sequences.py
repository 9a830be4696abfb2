def f(x):
    match x:
        case []: return "empty"
        case [a]: return "one", a
        case (a, b): return "two", a, b
        case [1, *rest]: return "starts with 1", rest
        case [*init, 9]: return "ends with 9", init
        case [a, *_, b]: return "ends", a, b
print(f([]), f([5]), f((1, 2)), f([1, 2, 3]), f([2, 3, 9]), f([2, 3, 4]), f("ab"), f(range(3)), f({1, 2}), f(b"ab"), f(iter([])))
# expect: empty ('one', 5) ('two', 1, 2) ('starts with 1', [2, 3]) ('ends with 9', [2, 3]) ('ends', 2, 4) None ('ends', 0, 2) None None None
