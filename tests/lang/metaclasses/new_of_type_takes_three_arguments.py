for args in (), (1,), (1, 2):
    try:
        type.__new__(type, *args)
    except TypeError as e:
        print(e)
# expect: type.__new__() takes exactly 3 arguments (0 given)
# expect: type.__new__() takes exactly 3 arguments (1 given)
# expect: type.__new__() takes exactly 3 arguments (2 given)
