class Neg:
    def __len__(self): return -1
class Str:
    def __len__(self): return "a"
class Big:
    def __len__(self): return 2**70
for c in (Neg, Str, Big):
    try:
        len(c())
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: ValueError __len__() should return >= 0
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: OverflowError cannot fit 'int' into an index-sized integer
