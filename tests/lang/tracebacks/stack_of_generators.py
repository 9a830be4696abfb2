def a(): yield from b()
def b(): yield from c()
def c():
    yield 1
    raise KeyError("bottom")
list(a())
