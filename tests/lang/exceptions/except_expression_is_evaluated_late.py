def classes():
    print("evaluated")
    return KeyError
try:
    pass
except classes():
    pass
try:
    raise KeyError
except classes():
    print("caught")
try:
    try:
        raise ValueError("inner")
    except 5:
        pass
except TypeError as e:
    print(e, repr(e.__context__))
try:
    try:
        raise ValueError("inner")
    except (KeyError, "x"):
        pass
except TypeError as e:
    print(e)
# expect: evaluated
# expect: caught
# expect: catching classes that do not inherit from BaseException is not allowed ValueError('inner')
# expect: catching classes that do not inherit from BaseException is not allowed
