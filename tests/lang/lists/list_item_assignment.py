a = [1, 2, 3]
a[0] = "x"; a[-1] = "z"; print(a)
del a[1]; print(a)
for f in (lambda: a.__setitem__(5, 0), lambda: a.__delitem__(5), lambda: a.__setitem__("a", 1)):
    try:
        f()
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
# expect: ['x', 2, 'z']
# expect: ['x', 'z']
# expect: IndexError list assignment index out of range
# expect: IndexError list assignment index out of range
# expect: TypeError list indices must be integers or slices, not str
