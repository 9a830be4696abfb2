# Objects that still live when the program ends have their __del__ called.


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


first = Noisy("first")
_second = Noisy("second")
third = [Noisy("third")]
print("the end")
# expect: the end
# expect: gone: first
# expect: gone: second
# expect: gone: third
