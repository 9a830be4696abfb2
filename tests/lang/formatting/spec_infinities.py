for v in (float("inf"), float("-inf"), float("nan")):
    print("|".join(format(v, s) for s in ("", "f", ".2e", "g", "010", "+", "%", "F", "G", ",")))
# expect: inf|inf|inf|inf|0000000inf|+inf|inf%|INF|INF|inf
# expect: -inf|-inf|-inf|-inf|-000000inf|-inf|-inf%|-INF|-INF|-inf
# expect: nan|nan|nan|nan|0000000nan|+nan|nan%|NAN|NAN|nan
