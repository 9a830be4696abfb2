# The class of a class attribute becomes one of descriptors after sites have seen the attribute.
class Plain:
    pass


class Getter:
    def __get__(self, instance, owner):
        return "got"


class Setter:
    def __set__(self, instance, value):
        instance.__dict__["kept"] = value


class C:
    x, y = Plain(), Plain()


def read(c):
    return c.x == "got", C.x == "got"


def write(c, value):
    c.y = value


c, d = C(), C()
for _ in range(5):
    read(c)
    write(c, 1)
C.x.__class__ = Getter
print(read(c))  # expect: (True, True)
C.y.__class__ = Setter
write(d, 2)
print(vars(d))  # expect: {'kept': 2}
C.__dict__["x"].__class__ = Plain
print(read(c))  # expect: (False, False)
