# Indexes and bounds that count from the end of a list, a bytearray, an array, a deque.
from array import array
from collections import deque

for x in [1, 2, 3, 2], bytearray([1, 2, 3, 2]), array("i", [1, 2, 3, 2]), deque([1, 2, 3, 2]):
    out = []
    for i in -1, -4, -5, -1 << 62, -1 << 63:
        try:
            out.append(x[i])
        except IndexError as e:
            out.append(str(e).split()[-1])
    for bounds in (-1,), (-2,), (-9,), (0, -1), (1, -3), (0, -4), (-9, -9), (-3, -2), (-1 << 63,):
        try:
            out.append(x.index(2, *bounds))
        except ValueError:
            out.append("-")
    print(*out)


class Two:
    def __eq__(self, other):
        return other == 2


for x in [1, 2, 3, 2], deque([1, 2, 3, 2]):
    out = []
    for bounds in (-1,), (-2,), (-9,), (0, -1), (1, -3), (0, -4), (-9, -9), (-3, -2):
        try:
            out.append(x.index(Two(), *bounds))
        except ValueError:
            out.append("-")
    print(*out)

# expect: 2 1 range range range 3 3 1 1 - - - 1 1
# expect: 2 1 range range range 3 3 1 1 - - - 1 1
# expect: 2 1 range range range 3 3 1 1 - - - 1 1
# expect: 2 1 range range range 3 3 1 1 - - - 1 1
# expect: 3 3 1 1 - - - 1
# expect: 3 3 1 1 - - - 1
