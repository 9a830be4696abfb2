a = list(range(6))
a[1:3] = "abc"; print(a)
a[::2] = [0] * 4; print(a)
a[2:2] = [9, 9]; print(a)
a[:] = a; print(a)
a[1:1] = a; print(len(a))
del a[2:]; print(a)
a[5:] = [7]; print(a); a[1:0] = [8]; print(a)
del a[::2]; print(a)
for f in (lambda: a.__setitem__(slice(None, None, 2), [1, 2, 3, 4]), lambda: a.__setitem__(slice(0, 1), 5)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(e)
# expect: [0, 'a', 'b', 'c', 3, 4, 5]
# expect: [0, 'a', 0, 'c', 0, 4, 0]
# expect: [0, 'a', 9, 9, 0, 'c', 0, 4, 0]
# expect: [0, 'a', 9, 9, 0, 'c', 0, 4, 0]
# expect: 18
# expect: [0, 0]
# expect: [0, 0, 7]
# expect: [0, 8, 0, 7]
# expect: [8, 7]
# expect: attempt to assign sequence of size 4 to extended slice of size 1
# expect: can only assign an iterable
