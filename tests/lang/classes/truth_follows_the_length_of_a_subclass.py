# A built-in container has no __bool__: a subclass with its own __len__ is as true as that says.
import array
import collections

bases = [list, dict, tuple, str, bytes, bytearray, set, frozenset, collections.deque,
         collections.OrderedDict, collections.defaultdict]
for base in bases:
    class Full(base):
        def __len__(self):
            return 3

    class Below(Full):
        pass

    if not (bool(Full()) and Below()) or hasattr(base, '__bool__'):
        print(base)


class Array(array.array):
    def __len__(self):
        return 0


print(bool(Array('b', [1])), not Array('b', [1]))
# expect: False True
