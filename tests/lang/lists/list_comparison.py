print([1, 2] < [1, 3], [1] < [1, 0], [] < [1], [2] > [1, 5], [1, 2] == [1, 2], [1] == (1,), [1, [2]] == [1, [2]], [1] != [2], [1, 2] <= [1, 2])
nan = float("nan")
print([nan] == [nan], [1, nan] < [1, nan])
try:
    [1] < ["a"]
except TypeError as e:
    print(e)
# expect: True True True True True False True True True
# expect: True False
# expect: '<' not supported between instances of 'int' and 'str'
