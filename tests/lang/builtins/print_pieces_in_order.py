# What a __str__ writes while print() is at work comes between what stands before it and after it.
import io
import sys


class Prints:
    def __str__(self):
        print('inner', end=';')
        return 'obj'


class Writes:
    def __str__(self):
        sys.stdout.write('[written]')
        return 'w'


class Nested:
    def __init__(self, depth):
        self.depth = depth

    def __str__(self):
        if self.depth:
            print('deep', Nested(self.depth - 1), self.depth)
        return str(self.depth)


class Flushes:
    def __str__(self):
        sys.stdout.flush()
        sys.stdout.buffer.write(b'(below)')
        sys.stdout.buffer.flush()
        return 'f'


class Fails:
    def __str__(self):
        raise ValueError('no text')


print('a', Prints(), 'b')
print('a', Writes(), Writes(), 'b', sep='-')
print('top', Nested(2), 'end')
print('x', Flushes(), Flushes())
try:
    print('before', Fails(), 'after')
except ValueError as error:
    print(error)
# expect: a inner;obj b
# expect: a-[written]w-[written]w-b
# expect: top deep deep 0 1
# expect: 1 2
# expect: 2 end
# expect: x (below)f (below)f
# expect: before no text

# What cannot be encoded loses nothing of what stands before it.
below = io.BytesIO()
stream = io.TextIOWrapper(io.BufferedRandom(below), encoding='latin-1', newline='\r\n')
try:
    print('good', '\u0431', 'never', file=stream)
except UnicodeEncodeError:
    stream.flush()
    print(below.getvalue())
# expect: b'good '


# Objects of scripts get every piece by itself.
class Log(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        pieces.append(bytes(data))
        return len(data)


class Sub(io.TextIOWrapper):
    def write(self, text):
        pieces.append(text)
        return super().write(text)


pieces = []
print('a', 'b\nc', 3, file=io.TextIOWrapper(Log(), write_through=True))
print(pieces)
pieces = []
print(1, 2, file=Sub(io.BytesIO()))
print(pieces)
stream = io.TextIOWrapper(io.BytesIO())
stream.write = pieces.append
print(3, end='', file=stream)
print(pieces)
# expect: [b'a', b' ', b'b\nc', b' ', b'3', b'\n']
# expect: ['1', ' ', '2', '\n']
# expect: ['1', ' ', '2', '\n', '3', '']
