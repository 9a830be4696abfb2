def f(x):
    match x:
        case {"type": "point", "x": x, "y": y}: return "point", x, y
        case {"k": [a, b], **rest}: return a, b, rest
        case {1: _, None: v}: return "const keys", v
        case {}: return "mapping"
        case _: return "no"
print(f({"type": "point", "x": 1, "y": 2, "z": 3}), f({"k": [1, 2], "q": 5}), f({1: 0, None: "v"}), f({"type": "x"}), f({}), f([]))
from collections import defaultdict
d = defaultdict(list)
match d:
    case {"missing": x}: print("no")
    case _: print(dict(d))
# expect: ('point', 1, 2) (1, 2, {'q': 5}) ('const keys', 'v') mapping mapping no
# expect: {}
