def count(n=0):
    while True:
        yield n
        n += 1
from itertools import islice
print(list(islice(count(5), 3)), [x for x, _ in zip(count(), "abc")])  # expect: [5, 6, 7] [0, 1, 2]
