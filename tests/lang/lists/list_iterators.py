a = [1, 2, 3]
it = iter(a); r = reversed(a)
print(next(it), it.__length_hint__(), list(r), type(it).__name__, type(r).__name__)
a.append(4); print(list(it), list(it))
# expect: 1 2 [3, 2, 1] list_iterator list_reverseiterator
# expect: [2, 3, 4] []
