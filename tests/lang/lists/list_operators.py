a = [1, 2]
b = a
b += [3]; b *= 2
print(a, a is b, a + [9], a * 2, 2 * a, a * 0, a * -1, 3 in a, 9 not in a, [1] + [], len(a))
a += "xy"; print(a)
for op in ("[1] + (2,)", "[1] * 1.5", "[1] - [1]", "[1] + 'a'"):
    try:
        eval(op)
    except TypeError as e:
        print(e)
# expect: [1, 2, 3, 1, 2, 3] True [1, 2, 3, 1, 2, 3, 9] [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3] [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3] [] [] True True [1] 6
# expect: [1, 2, 3, 1, 2, 3, 'x', 'y']
# expect: can only concatenate list (not "tuple") to list
# expect: can't multiply sequence by non-int of type 'float'
# expect: unsupported operand type(s) for -: 'list' and 'list'
# expect: can only concatenate list (not "str") to list
