def g():
    yield
it = g()
try:
    it.send(1)
except TypeError as e:
    print(e)  # expect: can't send non-None value to a just-started generator
print(it.send(None))  # expect: None
