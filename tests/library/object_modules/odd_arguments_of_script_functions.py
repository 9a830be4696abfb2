# Modules that are scripts elsewhere: what becomes of arguments that nobody gives.
import enum
import functools
import string
import typing

def tell(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)

tell(typing.NewType, 1, 2)
tell(typing.NewType, [1, 2], [3])
tell(functools.partialmethod, len)
tell(functools.partialmethod, len, 1, 2, a=3, b=4)
tell(string.capwords, b"a")
tell(enum.Enum, True, False)
tell(enum.Enum, "a", 0)
print(list(enum.Enum("a", "")), list(enum.Enum("a", [])))

class Shouting(str):
    def capitalize(self):
        return "!"
    def split(self, sep=None):
        return [self, Shouting("two")]

print(string.capwords(Shouting("one")))
# expect: TypeError argument of type 'int' is not iterable
# expect: __main__.[1, 2]
# expect: functools.partialmethod(<built-in function len>, , )
# expect: functools.partialmethod(<built-in function len>, 1, 2, a=3, b=4)
# expect: TypeError descriptor 'capitalize' for 'str' objects doesn't apply to a 'bytes' object
# expect: TypeError 'bool' object is not iterable
# expect: TypeError 'int' object is not iterable
# expect: [] []
# expect: One Two
