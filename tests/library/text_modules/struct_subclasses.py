# Subclasses of Struct decide in __init__ what the format is; __init__ may come again.
import struct


class Fixed(struct.Struct):
    def __init__(self, name):
        super().__init__(">h")
        self.name = name


fixed = Fixed("x")
print(fixed.pack(1), fixed.size, fixed.format, fixed.name)
struct.Struct.__init__(fixed, "<q")
print(fixed.size, fixed.format, fixed.unpack(bytes(8)))


class Given(struct.Struct):
    def __new__(cls, *args):
        return super().__new__(cls, "h")


print(Given("q").size)
# expect: b'\x00\x01' 2 >h x
# expect: 8 <q (0,)
# expect: 8
