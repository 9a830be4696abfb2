class L:
    def __len__(self): return 0
class B:
    def __bool__(self): return False
    def __len__(self): return 5
class Bad:
    def __bool__(self): return 1
print(bool(L()), bool(B()), bool(object()), not L())  # expect: False False True True
try:
    bool(Bad())
except TypeError as e:
    print(e)  # expect: __bool__ should return bool, returned int
