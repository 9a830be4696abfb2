class A:
    def __class_getitem__(cls, k): return cls.__name__, k
print(A[1], A["x", 2], A[:])
class B: pass
for f in (lambda: B[1], lambda: B()[1], lambda: int[1]):
    try:
        f()
    except TypeError as e:
        print(e)
print(list[int], dict[str, int], tuple[int, ...], list[int]([1, 2]), type(list[int]).__name__, list[int].__origin__, list[int].__args__)
# expect: ('A', 1) ('A', ('x', 2)) ('A', slice(None, None, None))
# expect: type 'B' is not subscriptable
# expect: 'B' object is not subscriptable
# expect: type 'int' is not subscriptable
# expect: list[int] dict[str, int] tuple[int, ...] [1, 2] GenericAlias <class 'list'> (<class 'int'>,)
