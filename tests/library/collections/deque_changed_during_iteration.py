from collections import deque
d = deque([1, 2, 3])
try:
    for x in d: d.append(x)
except RuntimeError as e:
    print(e)  # expect: deque mutated during iteration
print(list(reversed(deque("abc"))), deque([1, 2]) < deque([1, 3]))  # expect: ['c', 'b', 'a'] True
