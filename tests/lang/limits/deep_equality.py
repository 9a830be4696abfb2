a = b = None
for _ in range(100000): a, b = [a], [b]
try:
    print(a == b)
except RecursionError:
    print("RecursionError")
a = b = ()
for _ in range(100000): a, b = (a,), (b,)
for op in (lambda: a == b, lambda: a < b):
    try:
        print(op() is not None)
    except RecursionError:
        print("RecursionError")
d = e = {}
for _ in range(100000): d, e = {1: d}, {1: e}
try:
    print(d == e)
except RecursionError:
    print("RecursionError")
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
