a, b = {1, 2, 3}, {2, 3, 4}
print(a | b, a & b, a - b, a ^ b, a <= {1, 2, 3, 4}, a < a, a >= {1}, a > {1}, a == {3, 2, 1}, a != b, a.isdisjoint({9}), 1 in a)
print(a.union([9], "x") == {1, 2, 3, 9, "x"}, a.intersection([1, 2], [2]), a.difference([1], [2]), a.symmetric_difference([1, 9]) == {2, 3, 9}, a.issubset(range(9)), a.issuperset([1]))
for op in ("a | [1]", "a & 'x'", "a < [1]", "a + b"):
    try:
        eval(op)
    except TypeError as e:
        print(e)
# expect: {1, 2, 3, 4} {2, 3} {1} {1, 4} True False True True True True True True
# expect: True {2} {3} True True True
# expect: unsupported operand type(s) for |: 'set' and 'list'
# expect: unsupported operand type(s) for &: 'set' and 'str'
# expect: '<' not supported between instances of 'set' and 'list'
# expect: unsupported operand type(s) for +: 'set' and 'set'
