def g():
    x = f"{(yield 1)}"
    print(x)  # expect: sent
    yield f"{(yield from [2])}"
it = g()
print(next(it), it.send("sent"), next(it))  # expect: 1 2 None
