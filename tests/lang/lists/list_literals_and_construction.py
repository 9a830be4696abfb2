print([], [1, "a", None], [*range(3), *"ab"], list(), list("abc"), list({1: 2}), list(range(3)), [[1], [2]], [1, 2,])
try:
    list(5)
except TypeError as e:
    print(e)
# expect: [] [1, 'a', None] [0, 1, 2, 'a', 'b'] [] ['a', 'b', 'c'] [1] [0, 1, 2] [[1], [2]] [1, 2]
# expect: 'int' object is not iterable
