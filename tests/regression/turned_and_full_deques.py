# Rotating and filling deques, also where the ring of slots is full or the deque is small.
from collections import deque

for size in 0, 1, 2, 3, 7, 8, 16:
    q, plain = deque(range(size)), list(range(size))
    for n in 1, -1, 3, -3, 5, 8, -8, 17, -100, 0:
        q.rotate(n)
        k = n % size if size else 0
        plain = plain[size - k:] + plain[:size - k]
        assert list(q) == plain and len(q) == size, (size, n)
    q.append(99)
    q.appendleft(98)
    assert list(q) == [98, *plain, 99]

for limit in 1, 2, 7, 8:
    q, plain = deque(range(limit), maxlen=limit), list(range(limit))
    for i in range(20):
        q.append(i)
        plain = [*plain, i][1:]
        assert list(q) == plain
        q.appendleft(-i)
        plain = [-i, *plain][:-1]
        assert list(q) == plain
    q.rotate(3)
    assert len(q) == limit

q = deque([1, 2, 3])
for change in lambda: q.rotate(0), lambda: q.rotate(3), lambda: q.rotate(1):
    it = iter(q)
    change()
    try:
        print(next(it))
    except RuntimeError as e:
        print(e)
one = deque([1])
it = iter(one)
one.rotate(1)
print(next(it))

# expect: deque mutated during iteration
# expect: deque mutated during iteration
# expect: deque mutated during iteration
# expect: 1
