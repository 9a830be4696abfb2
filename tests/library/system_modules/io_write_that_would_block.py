# A write to a full pipe says how many of its bytes are written or wait in the buffer.
import io
import os


class Raw(io.RawIOBase):
    def __init__(self, *answers):
        self.answers = list(answers)
        self.seen = []

    def writable(self):
        return True

    def write(self, b):
        n = self.answers.pop(0) if self.answers else None
        if n is not None:
            self.seen.append(bytes(b[:n]))
        return n


def attempt(writer, data):
    try:
        print(writer.write(data), end=" ")
    except BlockingIOError as e:
        print(e.strerror, e.characters_written, end=" ")
    print(writer.raw.seen)


writer = io.BufferedWriter(Raw(), 4)
attempt(writer, b"abcdefgh")
attempt(writer, b"12")

writer = io.BufferedWriter(Raw(3), 4)
attempt(writer, b"abcdefghij")

writer = io.BufferedWriter(Raw(None, 1), 4)
attempt(writer, b"ab")
attempt(writer, b"cde")
attempt(writer, b"fgh")
attempt(writer, b"ijk")
writer.raw.answers = [4, 4]
writer.flush()
print(writer.raw.seen)

r, w = os.pipe()
os.set_blocking(w, False)
with open(w, "wb") as pipe:
    try:
        pipe.write(b"x" * 1_000_000)
    except BlockingIOError as e:
        taken = e.characters_written
    os.set_blocking(r, False)
    got = len(os.read(r, 1_000_000))
    pipe.flush()
    got += len(os.read(r, 1_000_000))
    print(got == taken > 0)
os.close(r)
# expect: write could not complete without blocking 4 []
# expect: write could not complete without blocking 0 []
# expect: write could not complete without blocking 7 [b'abc']
# expect: 2 []
# expect: write could not complete without blocking 2 []
# expect: write could not complete without blocking 1 [b'a']
# expect: write could not complete without blocking 0 [b'a']
# expect: [b'a', b'bcdf']
# expect: True
