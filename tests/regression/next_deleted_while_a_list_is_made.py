class Steps:
    def __init__(self):
        self.left = 3

    def __iter__(self):
        return self

    def __length_hint__(self):
        del Steps.__next__
        return 3


def step(self):
    self.left -= 1
    if self.left < 0:
        raise StopIteration
    return self.left


for make in list, tuple, sorted, lambda it: [*it], lambda it: [].extend(it):
    Steps.__next__ = step
    try:
        print(make(Steps()))
    except (TypeError, AttributeError):
        print("refused")
# expect: refused
# expect: refused
# expect: refused
# expect: refused
# expect: refused
