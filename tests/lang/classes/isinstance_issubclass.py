print(isinstance(5, (str, int)), isinstance(True, int), issubclass(bool, (str, int)), isinstance(5, int | str), isinstance([], list | None), issubclass(int, int | str), isinstance(None, int | None))
for f in (lambda: isinstance(5, 5), lambda: issubclass(5, int), lambda: isinstance(5, (int, "x")), lambda: isinstance("x", (int, "x")), lambda: isinstance([], list[int])):
    try:
        print(f())
    except TypeError as e:
        print(e)
# expect: True True True True True True True
# expect: isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: issubclass() arg 1 must be a class
# expect: True
# expect: isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: isinstance() argument 2 cannot be a parameterized generic
