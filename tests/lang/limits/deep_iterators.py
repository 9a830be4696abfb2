# Iterators over iterators without end: as deep as the C stack is, an error beyond that.
import itertools

it = iter([])
for _ in range(100000):
    it = itertools.chain([], it)
try:
    print(list(it) == [])  # expect: True
except RecursionError:
    print(True)
