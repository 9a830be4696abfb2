class I:
    def __int__(self): return 42
class X:
    def __index__(self): return 7
class T:
    def __trunc__(self): return 9
class Bad:
    def __int__(self): return "x"
print(int(I()), int(X()), [10, 20, 30][X() - 5] if False else hex(X()))
try:
    int(Bad())
except TypeError as e:
    print(e)
try:
    int(object())
except TypeError as e:
    print(e)
# expect: 42 7 0x7
# expect: __int__ returned non-int (type str)
# expect: int() argument must be a string, a bytes-like object or a real number, not 'object'
