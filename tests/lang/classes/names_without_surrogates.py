class A:
    pass


def attempt(function, *args):
    try:
        print(function(*args))
    except (UnicodeEncodeError, ValueError) as error:
        print(type(error).__name__, error)


attempt(type, "A\udcdcB", (), {})
attempt(type, "A\0B", (), {})
attempt(type, "A", (), {"__doc__": "x\udcdcy"})
attempt(setattr, A, "__name__", "A\udcdc")
print(A.__name__)
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udcdc' in position 1: surrogates not allowed
# expect: ValueError type name must not contain null characters
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udcdc' in position 1: surrogates not allowed
# expect: UnicodeEncodeError 'utf-8' codec can't encode character '\udcdc' in position 1: surrogates not allowed
# expect: A
