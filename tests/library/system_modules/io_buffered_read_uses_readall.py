# read() without a size asks the raw stream's readall(), and read() when it has none.
import io


class All(io.RawIOBase):
    rest = b"rest"

    def readable(self):
        return True

    def readinto(self, b):
        b[:4] = b"abcd"
        return 4

    def readall(self):
        return self.rest


class Pieces:
    closed = False

    def __init__(self, *pieces):
        self.pieces = list(pieces)

    def readable(self):
        return True

    def read(self):
        return self.pieces.pop(0)


print(io.BufferedReader(All()).read())
reader = io.BufferedReader(All())
print(reader.read(1), reader.read())
raw = All()
raw.rest = None
reader = io.BufferedReader(raw)
print(reader.read(), reader.read(1), reader.read())
raw.rest = 5
try:
    reader.read()
except TypeError as e:
    print(e)
print(io.BufferedReader(Pieces(b"ab", b"cd", b"")).read())
print(io.BufferedReader(Pieces(b"ab", None)).read(), io.BufferedReader(Pieces(None)).read())
try:
    io.BufferedReader(Pieces("text")).read()
except TypeError as e:
    print(e)
# expect: b'rest'
# expect: b'a' b'bcdrest'
# expect: None b'a' b'bcd'
# expect: readall() should return bytes
# expect: b'abcd'
# expect: b'ab' None
# expect: read() should return bytes
