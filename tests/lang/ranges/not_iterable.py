for f in (lambda: iter(5), lambda: next([]), lambda: list(None), lambda: [*5], lambda: reversed({1}), lambda: reversed(5), lambda: sum(5), lambda: zip(1), lambda: map(str), lambda: enumerate(5)):
    try:
        f()
    except TypeError as e:
        print(e)
class Bad:
    def __iter__(self): return 5
try:
    iter(Bad())
except TypeError as e:
    print(e)
class NoIter:
    __iter__ = None
try:
    iter(NoIter())
except TypeError as e:
    print(e)
# expect: 'int' object is not iterable
# expect: 'list' object is not an iterator
# expect: 'NoneType' object is not iterable
# expect: Value after * must be an iterable, not int
# expect: 'set' object is not reversible
# expect: 'int' object is not reversible
# expect: 'int' object is not iterable
# expect: 'int' object is not iterable
# expect: map() must have at least two arguments.
# expect: 'int' object is not iterable
# expect: iter() returned non-iterator of type 'int'
# expect: 'NoIter' object is not iterable
