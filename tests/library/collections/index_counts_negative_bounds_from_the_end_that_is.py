# The bounds are converted first; that may make the container longer.
import array
import collections

for items in collections.deque([1, 2, 3]), array.array('b', [1, 2, 3]):
    class Bound:
        def __index__(self):
            items.extend(items.__class__('b', [4, 5]) if type(items) is array.array else [4, 5])
            return -2

    print(items.index(4, Bound(), 100))
# expect: 3
# expect: 3
