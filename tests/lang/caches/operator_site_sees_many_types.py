def add(a, b): return a + b
for _ in range(3):
    print(add(1, 2), add(1.5, 2), add("a", "b"), add([1], [2]), add(2**62, 2**62), add((1,), ()), add(True, 1), add(1j, 1), add(b"a", b"b"))
    try:
        add(1, "a")
    except TypeError as e:
        print(e)
# expect: 3 3.5 ab [1, 2] 9223372036854775808 (1,) 2 (1+1j) b'ab'
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: 3 3.5 ab [1, 2] 9223372036854775808 (1,) 2 (1+1j) b'ab'
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: 3 3.5 ab [1, 2] 9223372036854775808 (1,) 2 (1+1j) b'ab'
# expect: unsupported operand type(s) for +: 'int' and 'str'
