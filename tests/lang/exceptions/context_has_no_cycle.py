try:
    a = ValueError("a")
    try:
        raise a
    except ValueError:
        try:
            raise KeyError("b")
        except KeyError:
            raise a
except ValueError as e:
    print(repr(e), repr(e.__context__), e.__context__.__context__)
# expect: ValueError('a') KeyError('b') None
