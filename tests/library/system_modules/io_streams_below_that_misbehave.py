import io, os, tempfile
class Raw(io.RawIOBase):
    def __init__(self, given): self.given = given
    def readable(self): return True
    def readinto(self, buffer): return self.given
class Text(io.BufferedIOBase):
    def readable(self): return True
    def read(self, size=-1): return "abc"
    def read1(self, size=-1): return "abc"
def asked(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error, "|", repr(error.__cause__))
for call in (lambda: io.RawIOBase().read(), lambda: io.RawIOBase().read(3), lambda: io.RawIOBase().write(b""),
             lambda: io.BufferedReader(Raw("x")).read(3), lambda: io.BufferedReader(Raw(-5)).read(3),
             lambda: io.TextIOWrapper(Text()).read(), lambda: io.TextIOWrapper(Text()).read(1)):
    asked(call)
with tempfile.TemporaryDirectory() as folder, open(os.path.join(folder, "f"), "wb", buffering=0) as file:
    asked(file.readall)
    asked(file.read)
sizes = []
class Noting(io.BytesIO):
    def read1(self, size=-1):
        sizes.append(size)
        return super().read1(size)
stream = io.TextIOWrapper(Noting(b"ab\n" * 9))
print(stream._CHUNK_SIZE)
stream._CHUNK_SIZE = 5
print(stream.readline(), sizes, stream._CHUNK_SIZE)
for size in 0, -1, "a", 2**70:
    asked(lambda: setattr(stream, "_CHUNK_SIZE", size))
# expect: NotImplementedError  | None
# expect: NotImplementedError  | None
# expect: NotImplementedError  | None
# expect: OSError raw readinto() failed | TypeError("'str' object cannot be interpreted as an integer")
# expect: OSError raw readinto() returned invalid length -5 (should have been between 0 and 8192) | None
# expect: TypeError can't concat str to bytes | None
# expect: TypeError underlying read1() should have returned a bytes-like object, not 'str' | None
# expect: OSError [Errno 9] Bad file descriptor | None
# expect: UnsupportedOperation File not open for reading | None
# expect: 8192
# expect: ab
# expect:  [5] 5
# expect: ValueError a strictly positive integer is required | None
# expect: ValueError a strictly positive integer is required | None
# expect: TypeError 'str' object cannot be interpreted as an integer | None
# expect: ValueError cannot fit 'int' into an index-sized integer | None
