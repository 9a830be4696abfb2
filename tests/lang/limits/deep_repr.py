def nest(make, n):
    v = make(None)
    for _ in range(n): v = make(v)
    return v
for make in (lambda v: [v], lambda v: (v,), lambda v: {1: v}, lambda v: {"k": [v]}):
    try:
        repr(nest(make, 100000))
        print("no error")
    except RecursionError:
        print("RecursionError")
print(repr(nest(lambda v: [v], 50))[:10])
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: [[[[[[[[[[
