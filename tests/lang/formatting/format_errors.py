for f, a in (("{", ()), ("}", ()), ("{}", ()), ("{0} {}", (1,)), ("{a}", ()), ("{!z}", (1,)), ("{0.nope}", (1,)), ("{:d}", ("x",)),
             ("{:s}", (1,)), ("{:q}", (1,)), ("{:,d}", ("x",)), ("{0[a]}", ([1],)), ("{!}", (1,)), ("{0!r", (1,)), ("{:5.5d}", (1,)), ("{5}", (1,))):
    try:
        print(f.format(*a))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)
# expect: ValueError Single '{' encountered in format string
# expect: ValueError Single '}' encountered in format string
# expect: IndexError Replacement index 0 out of range for positional args tuple
# expect: ValueError cannot switch from manual field specification to automatic field numbering
# expect: KeyError 'a'
# expect: ValueError Unknown conversion specifier z
# expect: AttributeError 'int' object has no attribute 'nope'
# expect: ValueError Unknown format code 'd' for object of type 'str'
# expect: ValueError Unknown format code 's' for object of type 'int'
# expect: ValueError Unknown format code 'q' for object of type 'int'
# expect: ValueError Unknown format code 'd' for object of type 'str'
# expect: TypeError list indices must be integers or slices, not str
# expect: ValueError unmatched '{' in format spec
# expect: ValueError unmatched '{' in format spec
# expect: ValueError Precision not allowed in integer format specifier
# expect: IndexError Replacement index 5 out of range for positional args tuple
