import sys
def g():
    yield sys.exc_info()[0]
    try:
        raise ValueError
    except ValueError:
        yield sys.exc_info()[0]
    yield sys.exc_info()[0]
it = g()
try:
    raise KeyError
except KeyError:
    print(next(it), next(it), sys.exc_info()[0])
print(next(it))
# expect: <class 'KeyError'> <class 'ValueError'> <class 'KeyError'>
# expect: None
