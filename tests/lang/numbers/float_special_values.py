inf, nan = float("inf"), float("nan")
print(inf, -inf, nan, inf - inf, inf * 0, inf + 1, 1 / inf, -1 / inf)
print(nan == nan, nan != nan, nan in [nan], [nan] == [nan], inf == inf, hash(inf))
print(float("  -Infinity "), float("+nan"), float("1e400"), float("-1e-400"))
# expect: inf -inf nan nan nan inf 0.0 -0.0
# expect: False True True True True 314159
# expect: -inf nan inf -0.0
