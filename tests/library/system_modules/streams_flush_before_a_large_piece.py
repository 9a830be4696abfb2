import io


class Raw(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        print(len(data))
        if len(data) > 8192:
            raise RuntimeError
        return len(data)


stream = io.TextIOWrapper(Raw(), encoding="ascii")
stream.write("abc")
stream.write("def")
try:
    stream.write("x" * 8193)
except RuntimeError:
    print("failed")
stream = io.TextIOWrapper(Raw(), encoding="ascii")
stream.write("ghi")
stream.write("x" * 8192)
# expect: 6
# expect: 8193
# expect: failed
# expect: 3
# expect: 8192
