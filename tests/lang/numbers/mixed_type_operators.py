for op in ("1 + 'a'", "'a' + 1", "[] + ()", "1 < 'a'", "None + 1", "-'a'", "~1.5", "1.5 << 2",
           "{} | []", "'a' * 1.5", "1 @ 2", "[1] * 'a'", "1 in 2", "len(5)", "abs('x')"):
    try:
        eval(op)
    except TypeError as e:
        print(e)
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: can only concatenate str (not "int") to str
# expect: can only concatenate list (not "tuple") to list
# expect: '<' not supported between instances of 'int' and 'str'
# expect: unsupported operand type(s) for +: 'NoneType' and 'int'
# expect: bad operand type for unary -: 'str'
# expect: bad operand type for unary ~: 'float'
# expect: unsupported operand type(s) for <<: 'float' and 'int'
# expect: unsupported operand type(s) for |: 'dict' and 'list'
# expect: can't multiply sequence by non-int of type 'float'
# expect: unsupported operand type(s) for @: 'int' and 'int'
# expect: can't multiply sequence by non-int of type 'str'
# expect: argument of type 'int' is not iterable
# expect: object of type 'int' has no len()
# expect: bad operand type for abs(): 'str'
