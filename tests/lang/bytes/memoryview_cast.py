m = memoryview(bytes(range(8)))
print(m.cast("H").tolist(), m.cast("I").itemsize, m.cast("B", (2, 4)).tolist(), m.cast("b").format, m.toreadonly().readonly)
for f in (lambda: m.cast("x"), lambda: m.cast("I")[5], lambda: m.__setitem__(0, 1), lambda: memoryview("a"), lambda: memoryview(bytearray(2)).__setitem__(0, 300), lambda: memoryview(bytes(3)).cast("H")):
    try:
        f()
    except (ValueError, TypeError, IndexError) as e:
        print(type(e).__name__, e)
# expect: [256, 770, 1284, 1798] 4 [[0, 1, 2, 3], [4, 5, 6, 7]] b True
# expect: ValueError memoryview: destination format must be a native single character format prefixed with an optional '@'
# expect: IndexError index out of bounds on dimension 1
# expect: TypeError cannot modify read-only memory
# expect: TypeError memoryview: a bytes-like object is required, not 'str'
# expect: ValueError memoryview: invalid value for format 'B'
# expect: TypeError memoryview: length is not a multiple of itemsize
