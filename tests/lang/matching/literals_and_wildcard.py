def f(x):
    match x:
        case 0: return "zero"
        case 1 | 2: return "one or two"
        case -1: return "minus one"
        case 1.5: return "float"
        case "a" "b": return "ab"
        case b"x": return "bytes"
        case None: return "none"
        case True: return "true"
        case 1 + 2j: return "complex"
        case _: return "other"
print([f(x) for x in (0, 1, 2, -1, 1.5, "ab", b"x", None, True, False, 1 + 2j, "z", 0.0)])
# expect: ['zero', 'one or two', 'one or two', 'minus one', 'float', 'ab', 'bytes', 'none', 'one or two', 'zero', 'complex', 'other', 'zero']
