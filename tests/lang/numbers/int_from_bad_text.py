for args in (("",), ("1 2",), ("1__0",), ("_1",), ("0x1",), ("12", 2), ("1.5",), ("ab",),
             ("1", 1), ("1", 37), (1, 10), (None,), ("9" * 3 + "é",), ("010", 0)):
    try:
        print(int(*args))
    except (ValueError, TypeError) as e:
        print(type(e).__name__ + ":", e)
# expect: ValueError: invalid literal for int() with base 10: ''
# expect: ValueError: invalid literal for int() with base 10: '1 2'
# expect: ValueError: invalid literal for int() with base 10: '1__0'
# expect: ValueError: invalid literal for int() with base 10: '_1'
# expect: ValueError: invalid literal for int() with base 10: '0x1'
# expect: ValueError: invalid literal for int() with base 2: '12'
# expect: ValueError: invalid literal for int() with base 10: '1.5'
# expect: ValueError: invalid literal for int() with base 10: 'ab'
# expect: ValueError: int() base must be >= 2 and <= 36, or 0
# expect: ValueError: int() base must be >= 2 and <= 36, or 0
# expect: TypeError: int() can't convert non-string with explicit base
# expect: TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'
# expect: ValueError: invalid literal for int() with base 10: '999é'
# expect: ValueError: invalid literal for int() with base 0: '010'
