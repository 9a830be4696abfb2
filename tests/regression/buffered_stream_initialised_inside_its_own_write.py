# differs: CPython runs into freed memory
import io


class Raw(io.RawIOBase):
    calls = 0

    def writable(self):
        return True

    def write(self, b):
        self.calls += 1
        if self.calls == 1:
            return 1
        if self.calls == 2:
            writer.__init__(self, 100)
        return len(b)


writer = io.BufferedWriter(Raw(), 8)
writer.write(b"12345678")
try:
    writer.flush()
except RuntimeError as e:
    print(str(e).split(" <")[0])
writer.flush()
print(writer.raw.calls)
# expect: reentrant call inside
# expect: 3
