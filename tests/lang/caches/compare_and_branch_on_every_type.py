def f(a, b):
    out = ""
    out += "<" if a < b else "."
    out += "L" if a <= b else "."
    out += "=" if a == b else "."
    out += "!" if a != b else "."
    out += ">" if a > b else "."
    out += "G" if a >= b else "."
    if not a < b: out += "n"
    while a == b: 
        out += "w"
        break
    return out
nan = float("nan")
for a, b in [(1, 2), (2, 1), (1, 1), (1, 1.5), (1.5, 1.5), (nan, 1), (nan, nan), (2**70, 1), (2**70, 2**70), (1, 2**70), ("a", "b"), (True, 1), (0.0, -0.0), (1e300, 2**1000), ([1], [2])]:
    print(f(a, b), end=" ")
print()
# expect-exact: |<L.!.. ...!>Gn .L=..Gnw <L.!.. .L=..Gnw ...!..n ...!..n ...!>Gn .L=..Gnw <L.!.. <L.!.. .L=..Gnw .L=..Gnw <L.!.. <L.!.. |
