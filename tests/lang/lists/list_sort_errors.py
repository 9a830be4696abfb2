for f in (lambda: [1, "a"].sort(), lambda: sorted([1, None]), lambda: [1].sort(lambda x: x), lambda: [2, 1].sort(key=5), lambda: sorted(5), lambda: [{}, {}].sort()):
    try:
        f()
    except TypeError as e:
        print(e)
a = [3, 2, 1]
def bad(x):
    if x == 2: raise ValueError("in key")
    return x
try:
    a.sort(key=bad)
except ValueError as e:
    print(e, a)
# expect: '<' not supported between instances of 'str' and 'int'
# expect: '<' not supported between instances of 'NoneType' and 'int'
# expect: sort() takes no positional arguments
# expect: 'int' object is not callable
# expect: 'int' object is not iterable
# expect: '<' not supported between instances of 'dict' and 'dict'
# expect: in key [3, 2, 1]
