it = iter("aé漢")
print(next(it), list(it), list(reversed("abc")), [*"xy"], dict(zip("ab", "cd")), list(enumerate("ab", 1)))
print(it.__length_hint__(), type(it).__name__)
# expect: a ['é', '漢'] ['c', 'b', 'a'] ['x', 'y'] {'a': 'c', 'b': 'd'} [(1, 'a'), (2, 'b')]
# expect: 0 str_iterator
