class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def f(p):
    match p:
        case P(0, 0): return "origin"
        case P(x=0, y=y): return "on y", y
        case P(x, y=0): return "on x", x
        case P(): return "some point"
        case int(5) | str("five"): return "five"
        case bool(): return "bool"
        case float(x): return x
        case list([a, b]): return "list", a, b
        case dict({"a": v}): return "dict", v
        case (int() | str()) as v: return "int or str", v
print([f(v) for v in (P(0, 0), P(0, 5), P(3, 0), P(1, 1), 5, "five", 1.5, [1, 2], {"a": 9}, True, 7, None)])
# expect: ['origin', ('on y', 5), ('on x', 3), 'some point', 'five', 'five', 1.5, ('list', 1, 2), ('dict', 9), 'bool', ('int or str', 7), None]
