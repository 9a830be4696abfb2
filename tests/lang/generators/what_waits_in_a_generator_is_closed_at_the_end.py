# Generators that wait inside try or with when the program ends, by the order of their names.
import contextlib


class Dropped:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('deleted', self.name)


def closing(name):
    try:
        with contextlib.suppress(ZeroDivisionError):
            yield 1
    finally:
        print('closed', name)


@contextlib.contextmanager
def managed():
    print('in')
    try:
        yield
    finally:
        print('out')


async def asynchronous():
    try:
        yield 1
    finally:
        print('asynchronous one closed')


a = Dropped('a')
b = closing('b')
next(b)
c = Dropped('c')
d = closing('d')
next(d)
never_begun = closing('never begun')
ended = closing('ended')
print(list(ended))
other = asynchronous()
try:
    other.asend(None).send(None)
except StopIteration as e:
    print(e.value)
manager = managed()
manager.__enter__()
print('end')
# expect: closed ended
# expect: [1]
# expect: 1
# expect: in
# expect: end
# expect: deleted a
# expect: closed b
# expect: deleted c
# expect: closed d
# expect: asynchronous one closed
# expect: out
