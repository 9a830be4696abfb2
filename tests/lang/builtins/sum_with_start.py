print(sum([[1], [2]], [0]), sum((), 5), sum([0.1] * 10), sum([1, 2], start=10), sum([True, True]))
for a in ((["a"],), (["a"], ""), ([b"a"], b""), (5,)):
    try:
        sum(*a)
    except TypeError as e:
        print(e)
# expect: [0, 1, 2] 5 0.9999999999999999 13 2
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: sum() can't sum strings [use ''.join(seq) instead]
# expect: sum() can't sum bytes [use b''.join(seq) instead]
# expect: 'int' object is not iterable
