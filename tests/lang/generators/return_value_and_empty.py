def empty():
    return
    yield
def value():
    return 42
    yield
print(list(empty()))  # expect: []
try:
    next(value())
except StopIteration as e:
    print(e.value, e.args)  # expect: 42 (42,)
def wrap(): print((yield from value()))  # expect: 42
list(wrap())
