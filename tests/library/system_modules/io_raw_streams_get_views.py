# A raw stream written in script reads into and writes from a memoryview.
import io


class Raw(io.RawIOBase):
    def readable(self):
        return True

    writable = readable

    def readinto(self, b):
        print(type(b).__name__, b.readonly, b.format, b.nbytes)
        return 0

    def write(self, b):
        print(type(b).__name__, b.readonly, b.format, bytes(b))
        return len(b)


io.BufferedReader(Raw(), 16).read(1)
with io.BufferedWriter(Raw(), 16) as writer:
    writer.write(b"abc")
# expect: memoryview False B 16
# expect: memoryview True B b'abc'
