class Shown:
    __getattribute__ = object.__repr__

    def __getattr__(self, name):
        return "hook " + name


class Compared(int):
    __getattribute__ = int.__lt__

    def __getattr__(self, name):
        return "hook " + name


for make in Shown, Compared:
    try:
        print(make().x)
    except TypeError:
        print("TypeError")
# expect: TypeError
# expect: NotImplemented
