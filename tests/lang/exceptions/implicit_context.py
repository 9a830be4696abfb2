try:
    try:
        raise KeyError("first")
    except KeyError:
        raise ValueError("second")
except ValueError as e:
    print(repr(e.__context__), e.__cause__, e.__suppress_context__)
try:
    try:
        raise KeyError("a")
    finally:
        {}["b"]
except KeyError as e:
    print(e, repr(e.__context__))
# expect: KeyError('first') None False
# expect: 'b' KeyError('a')
