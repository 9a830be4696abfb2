# A raw stream that sets the buffer above it up anew while that reads. CPython has no guard for this
# at all; Weft refuses like any other call from within.
# differs: CPython runs into freed memory
import io


class Raw(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, b):
        reader.__init__(self, 1)
        return len(b)


reader = io.BufferedReader(Raw(), 30_000_000)
for read in reader.read1, reader.peek, reader.readline, lambda: reader.read(40_000_000):
    try:
        read()
    except RuntimeError as e:
        print(str(e).split(" <")[0])
# expect: reentrant call inside
# expect: reentrant call inside
# expect: reentrant call inside
# expect: reentrant call inside
