# differs: CPython takes any place in the block, and reads what is not there.
import itertools

block = itertools._tee_dataobject(iter("abc"), ["x"], None)
copy, = itertools.tee([], 1)
copy.__setstate__((block, 1))
print(list(copy))
# expect: ['a', 'b', 'c']
copy.__setstate__((block, 4))
print(list(copy))
# expect: []
for place in 5, 57, -1:
    try:
        copy.__setstate__((block, place))
    except ValueError as error:
        print(error)
# expect: Index out of range
# expect: Index out of range
# expect: Index out of range
