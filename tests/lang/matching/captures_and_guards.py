def f(x):
    match x:
        case int(n) if n > 10: return "big", n
        case int() as n: return "int", n
        case str(s): return "str", s
        case [x, y] if x == y: return "pair equal"
        case y: return "any", y
print(f(50), f(5), f("s"), f([1, 1]), f([1, 2]), f(None))
# expect: ('big', 50) ('int', 5) ('str', 's') pair equal ('any', [1, 2]) ('any', None)
