t = int
for _ in range(100000): t = (t,)
try:
    isinstance("x", t)
except RecursionError:
    print("RecursionError")  # expect: RecursionError
