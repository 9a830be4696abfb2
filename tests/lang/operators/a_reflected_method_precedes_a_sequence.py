# A built-in sequence concatenates only what has no number's method of its own.
from collections import deque


class Reflected:
    def __radd__(self, other):
        return 'radd'

    def __rmul__(self, other):
        return 'rmul'


class List(Reflected, list):
    pass


class Bytes(Reflected, bytes):
    pass


class Int(Reflected, int):
    pass


def show(make):
    row = []
    for other in List(), Bytes(), Int(2), Reflected():
        x = make()
        x += other
        y = make()
        y *= other
        row.append((x, y, make() + other, make() * other))
    print(set(row))


show(lambda: [1])
# expect: {('radd', 'rmul', 'radd', 'rmul')}
show(lambda: (1,))
# expect: {('radd', 'rmul', 'radd', 'rmul')}
show(lambda: bytearray(b'a'))
# expect: {('radd', 'rmul', 'radd', 'rmul')}
show(lambda: deque([1]))
# expect: {('radd', 'rmul', 'radd', 'rmul')}
show(lambda: 'a')
# expect: {('radd', 'rmul', 'radd', 'rmul')}


class Plain(list):
    pass


x = [1]
x += Plain([2])
print(x, x + Plain([3]))
# expect: [1, 2] [1, 2, 3]


class Shy(list):
    def __radd__(self, other):
        print('asked')
        return NotImplemented


x += Shy([4])
print(x)
# expect: asked
# expect: [1, 2, 4]
