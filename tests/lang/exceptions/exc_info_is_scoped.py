import sys
def current(): return sys.exc_info()[0]
print(current())  # expect: None
try:
    raise ValueError
except ValueError:
    print(current(), sys.exception().__class__)  # expect: <class 'ValueError'> <class 'ValueError'>
    try:
        raise KeyError
    except KeyError:
        print(current())  # expect: <class 'KeyError'>
    print(current())  # expect: <class 'ValueError'>
print(current())  # expect: None
