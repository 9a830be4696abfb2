import io


class Raw(io.RawIOBase):
    def readable(self):
        return True

    writable = readable

    def __init__(self, name):
        self.name = name

    def close(self):
        raise NameError(self.name)


pair = io.BufferedRWPair(Raw("reader"), Raw("writer"))
try:
    pair.close()
except NameError as error:
    print(error, repr(error.__context__))
Raw.close = lambda self: None
# expect: reader NameError('writer')
