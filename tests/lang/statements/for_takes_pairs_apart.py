# A loop over enumerate, zip or dict items that takes its values apart need not make the pairs: what
# it sees, where it ends and what it raises is the same.
def show():
    for x in {1: 2}.items():
        a, b = x
        print(x, a, b)
    for i, (a, b) in enumerate(zip("ab", "cd")):
        print(i, a, b)
    for a, b in zip([1, 2, 3], [4, 5]):
        print(a, b)
    print(a, b)
    try:
        for a, b in zip([1, 2], [4, 5], [6, 7]):
            print(a, b)
    except ValueError as e:
        print(e)
    try:
        for a, b in zip([1, 2], [3], strict=True):
            print(a, b)
    except ValueError as e:
        print(e, a, b)
    d = {1: 2, 3: 4}
    try:
        for k, v in d.items():
            d[5] = 6
    except RuntimeError as e:
        print(e, k, v)
    for i, x in enumerate("abc", 2**62 - 2):
        print(i, x)
    print([(i, x) for i, x in enumerate("ab")], {k: v for k, v in d.items()},
          [*((b, a) for a, b in zip("ab", "cd"))])


class Reversed(enumerate):
    def __next__(self):
        return super().__next__()[::-1]


class Holder:
    pass


show()
for a, b in Reversed("xy"):
    print(a, b)
holder = Holder()
for holder.x, holder.y in enumerate("pq"):
    print(holder.x, holder.y)
for i, c in enumerate("xyz"):
    print(i, c)
else:
    print("end", i, c)


def broken():
    yield 1
    raise KeyError("inside")


try:
    for i, x in enumerate(broken()):
        print(i, x)
except KeyError as e:
    print(repr(e), i, x)
# expect: (1, 2) 1 2
# expect: 0 a c
# expect: 1 b d
# expect: 1 4
# expect: 2 5
# expect: 2 5
# expect: too many values to unpack (expected 2)
# expect: 1 3
# expect: zip() argument 2 is shorter than argument 1 1 3
# expect: dictionary changed size during iteration 1 2
# expect: 4611686018427387902 a
# expect: 4611686018427387903 b
# expect: 4611686018427387904 c
# expect: [(0, 'a'), (1, 'b')] {1: 2, 3: 4, 5: 6} [('c', 'a'), ('d', 'b')]
# expect: x 0
# expect: y 1
# expect: 0 p
# expect: 1 q
# expect: 0 x
# expect: 1 y
# expect: 2 z
# expect: end 2 z
# expect: 0 1
# expect: KeyError('inside') 0 1
