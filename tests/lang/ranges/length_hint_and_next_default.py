print(next(iter([]), "default"), next(iter([1]), 0))  # expect: default 1
try:
    next(iter([]))
except StopIteration as e:
    print(repr(e), e.value)  # expect: StopIteration() None
