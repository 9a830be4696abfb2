# What a raw stream written in script gets cannot be made smaller under the buffer.
import io


class Clears(io.RawIOBase):
    def readable(self):
        return True

    def readinto(self, b):
        n = len(b)
        b.clear()
        return n


class Shrinks(Clears):
    def readinto(self, b):
        b[:5] = b"abc"
        return 5


for raw in Clears(), Shrinks():
    try:
        io.BufferedReader(raw).read(1)
    except (AttributeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: AttributeError 'memoryview' object has no attribute 'clear'
# expect: ValueError memoryview assignment: lvalue and rvalue have different structures
