for v, spec in (("a", "d"), ("a", "=5"), ("a", "+"), (1, ".2"), (1, "s"), (1.5, "d"), (1.5, "x"), (1, "c,"), (1, "+c"), (2**40, "c"),
                ("a", ","), (1, ",x"), (1, ",_"), ("a", "5.5.5"), ([], "5"), (None, "s"), (1, "zd"), ("a", "#"), (1, "99999999999999999999")):
    try:
        print(format(v, spec))
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
# expect: ValueError Unknown format code 'd' for object of type 'str'
# expect: ValueError '=' alignment not allowed in string format specifier
# expect: ValueError Sign not allowed in string format specifier
# expect: ValueError Precision not allowed in integer format specifier
# expect: ValueError Unknown format code 's' for object of type 'int'
# expect: ValueError Unknown format code 'd' for object of type 'float'
# expect: ValueError Unknown format code 'x' for object of type 'float'
# expect: ValueError Invalid format specifier 'c,' for object of type 'int'
# expect: ValueError Sign not allowed with integer format specifier 'c'
# expect: OverflowError %c arg not in range(0x110000)
# expect: ValueError Cannot specify ',' with 's'.
# expect: ValueError Cannot specify ',' with 'x'.
# expect: ValueError Cannot specify both ',' and '_'.
# expect: ValueError Invalid format specifier '5.5.5' for object of type 'str'
# expect: TypeError unsupported format string passed to list.__format__
# expect: TypeError unsupported format string passed to NoneType.__format__
# expect: ValueError Negative zero coercion (z) not allowed in integer format specifier
# expect: ValueError Alternate form (#) not allowed in string format specifier
# expect: ValueError Too many decimal digits in format string
