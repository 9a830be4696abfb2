# How many items are chosen may be more than memory can count: MemoryError.
import itertools

for make in itertools.permutations, itertools.combinations, itertools.combinations_with_replacement:
    try:
        next(make([1], 2**61))
    except MemoryError:
        print(make.__name__)
    except StopIteration:
        print(make.__name__, "nothing")
# expect: permutations
# expect: combinations
# expect: combinations_with_replacement
