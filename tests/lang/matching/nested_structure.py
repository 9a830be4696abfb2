def evaluate(e):
    match e:
        case ("+", a, b): return evaluate(a) + evaluate(b)
        case ("*", a, b): return evaluate(a) * evaluate(b)
        case ("neg", a): return -evaluate(a)
        case int(n) | float(n): return n
        case [op, *_]: raise ValueError(f"unknown {op!r}")
print(evaluate(("+", 1, ("*", 2, ("neg", 3.5)))))  # expect: -6.0
try:
    evaluate(("?", 1))
except ValueError as e:
    print(e)  # expect: unknown '?'
