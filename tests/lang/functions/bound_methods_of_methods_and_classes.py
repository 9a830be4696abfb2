# A bound method may wrap another one or a class: its calls leave the caller's variables alone.
import types


def collect(*args, **kwargs):
    return args, kwargs


class Made:
    def __init__(self, *args):
        self.args = args


def call(first, second, third):
    twice = types.MethodType(types.MethodType(collect, 10), 20)
    thrice = types.MethodType(twice, 25)
    maker = types.MethodType(Made, 5)
    return (first, twice(30), second, thrice(30, key=1), third, maker(6).args, first, second, third)


print(call("a", "b", "c"))
# expect: ('a', ((10, 20, 30), {}), 'b', ((10, 20, 25, 30), {'key': 1}), 'c', (5, 6), 'a', 'b', 'c')


class Holder:
    make = classmethod(Made)


def made(first, second):
    return first, Holder.make(1).args[1:], second


print(made("x", "y"))  # expect: ('x', (1,), 'y')

