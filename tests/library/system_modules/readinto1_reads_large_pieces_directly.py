import io


class Raw(io.RawIOBase):
    reads = 0

    def readable(self):
        return True

    def readinto(self, buffer):
        self.reads += 1
        count = min(len(buffer), 5) if self.reads < 20 else 0
        buffer[:count] = b"x" * count
        return count


raw = Raw()
stream, room = io.BufferedReader(raw, 10), bytearray(30)
print(stream.readinto1(room), raw.reads)
print(stream.peek(1), raw.reads)
print(stream.readinto1(room), raw.reads)
print(stream.readinto1(bytearray(3)), raw.reads)
print(stream.readinto(room), raw.reads)
print(stream.readinto(bytearray(11)), raw.reads)
# expect: 5 1
# expect: b'xxxxx' 2
# expect: 10 3
# expect: 3 4
# expect: 30 10
# expect: 11 12
