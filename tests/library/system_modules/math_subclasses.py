# math rounds as the classes of numbers say, also those that derive from float.
import math


class Odd(float):
    def __floor__(self):
        return 41

    def __ceil__(self):
        return 42

    def __trunc__(self):
        return 43


print(math.floor(Odd()), math.ceil(Odd()), math.trunc(Odd()))  # expect: 41 42 43


class Plain(float):
    pass


print(math.floor(Plain(1.5)), math.ceil(Plain(1.5)), math.trunc(Plain(1.5)))  # expect: 1 2 1
