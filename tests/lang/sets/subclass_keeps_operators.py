class S(set):
    pass
a = S([1, 2])
print(type(a | {3}).__name__, type(a & a).__name__, type(a.copy()).__name__, a == {1, 2}, isinstance(a, set))
# expect: set set set True True
