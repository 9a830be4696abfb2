import array
import collections
import io
import re
import types
import warnings

for kind in str, bytes, bytearray, list, tuple, collections.deque, array.array:
    print(kind.__name__, hasattr(kind, "__radd__"), hasattr(kind, "__rmul__"))


class Text(str):
    def __radd__(self, other):
        return super().__radd__(other)


match = re.match("(a)(b)", "ab")


class Hashed(dict):
    def __hash__(self):
        return 7


def unpack():
    a, b, c = match


for call in (lambda: "x" + Text("y"), lambda: list(match), unpack, lambda: "a" in match,
             lambda: hash(types.MappingProxyType(Hashed())), lambda: hash(types.MappingProxyType({}))):
    try:
        print(call())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
print(io.open is open, isinstance(match, collections.abc.Iterable))
print([pattern for _, _, _, pattern, _ in warnings.filters if pattern])
# expect: str False True
# expect: bytes False True
# expect: bytearray False True
# expect: list False True
# expect: tuple False True
# expect: deque False True
# expect: array False True
# expect: AttributeError 'super' object has no attribute '__radd__'
# expect: TypeError 're.Match' object is not iterable
# expect: TypeError cannot unpack non-iterable re.Match object
# expect: TypeError argument of type 're.Match' is not iterable
# expect: TypeError unhashable type: 'mappingproxy'
# expect: TypeError unhashable type: 'mappingproxy'
# expect: True False
# expect: ['__main__']
