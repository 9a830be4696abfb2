import sys
def f():
    try:
        raise ValueError
    except ValueError:
        return "r"
print(f(), sys.exc_info())  # expect: r (None, None, None)
def g():
    for i in range(3):
        try:
            raise ValueError
        except ValueError:
            continue
    return sys.exc_info()
print(g())  # expect: (None, None, None)
