from collections import deque
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0); print(d, d.maxlen, len(d), d[0], d[-1], d.pop(), d.popleft(), d)
d.extend([7, 8, 9]); d.extendleft("ab"); print(d); d.rotate(1); print(d); d.rotate(-2); print(d); d.reverse(); print(list(d))
d = deque("abcabc"); d.remove("b"); print(d.count("a"), d.index("c"), "b" in d, d == deque("acabc"), d + deque("x"), deque("ab") * 2); d.insert(1, "Z"); print(d); del d[0]; d[0] = "y"; print(d, d.copy() == d); d.clear(); print(d, bool(d))
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[5], lambda: deque([1]).remove(2), lambda: deque([1]).index(2), lambda: deque(maxlen=-1), lambda: deque([1], maxlen=1).insert(0, 2), lambda: hash(deque())):
    try:
        f()
    except (IndexError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: deque([2, 3], maxlen=4) 4 4 0 4 4 0 deque([2, 3], maxlen=4)
# expect: deque(['b', 'a', 3, 7], maxlen=4)
# expect: deque([7, 'b', 'a', 3], maxlen=4)
# expect: deque(['a', 3, 7, 'b'], maxlen=4)
# expect: ['b', 7, 3, 'a']
# expect: 2 1 True True deque(['a', 'c', 'a', 'b', 'c', 'x']) deque(['a', 'b', 'a', 'b'])
# expect: deque(['a', 'Z', 'c', 'a', 'b', 'c'])
# expect: deque(['y', 'c', 'a', 'b', 'c']) True
# expect: deque([]) False
# expect: IndexError pop from an empty deque
# expect: IndexError pop from an empty deque
# expect: IndexError deque index out of range
# expect: ValueError 2 is not in deque
# expect: ValueError 2 is not in deque
# expect: ValueError maxlen must be non-negative
# expect: IndexError deque already at its maximum size
# expect: TypeError unhashable type: 'collections.deque'
