class Source:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *arguments):
        print(arguments)
        return 'thrown'


def inner():
    yield from Source()


def outer():
    yield from inner()


g = outer()
next(g)
print(g.throw(ValueError, 'a'))
# expect: (<class 'ValueError'>, 'a')
# expect: thrown
print(g.throw(ValueError, None, None))
# expect: (<class 'ValueError'>, None, None)
# expect: thrown
print(g.throw(3))
# expect: (3,)
# expect: thrown
print(next(g))
# expect: 1

g = outer()
try:
    g.throw(ValueError('x'), 'y')
except TypeError as e:
    print(e)
    # expect: instance exception may not have a separate value
print(next(g))
# expect: 1
