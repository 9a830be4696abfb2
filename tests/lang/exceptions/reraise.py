def f():
    try:
        raise ValueError("x")
    except ValueError:
        try:
            raise KeyError
        except KeyError:
            pass
        raise
try:
    f()
except ValueError as e:
    print(e, e.__context__)  # expect: x None
