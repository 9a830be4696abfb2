import sys


def outer():
    x = 5

    def inner():
        z = x
        return sys._getframe()

    return inner(), sys._getframe()


for frame in outer():
    before = frame.f_locals
    print(sorted(before))
    frame.clear()
    print(frame.f_locals, before)
# expect: ['x', 'z']
# expect: {} {}
# expect: ['inner', 'x']
# expect: {} {}
