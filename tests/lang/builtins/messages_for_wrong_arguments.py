import types


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)


def delete(x, key=0):
    del x[key]


def maker():
    x = 1
    return lambda: x


attempt(lambda: format(1, None))
# expect: TypeError: format() argument 2 must be str, not None
for x in 5, None, object(), 'a', (1,), range(3), {1}:
    attempt(lambda: delete(x))
# expect: TypeError: 'int' object does not support item deletion
# expect: TypeError: 'NoneType' object does not support item deletion
# expect: TypeError: 'object' object does not support item deletion
# expect: TypeError: 'str' object doesn't support item deletion
# expect: TypeError: 'tuple' object doesn't support item deletion
# expect: TypeError: 'range' object doesn't support item deletion
# expect: TypeError: 'set' object doesn't support item deletion
attempt(lambda: delete((1,), slice(1)))
# expect: TypeError: 'tuple' object does not support item deletion
attempt(lambda: type('a', (2,), {}))
# expect: TypeError: metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases
attempt(lambda: type('a', (list[int],), {}))
# expect: TypeError: type() doesn't support MRO entry resolution; use types.new_class()
attempt(lambda: staticmethod())
# expect: TypeError: staticmethod expected 1 argument, got 0
attempt(lambda: classmethod(1, 2))
# expect: TypeError: classmethod expected 1 argument, got 2
attempt(lambda: float.fromhex(5))
# expect: TypeError: bad argument type for built-in operation
attempt(lambda: super(int, 1, 1))
# expect: TypeError: super() expected at most 2 arguments, got 3
attempt(lambda: (1.5).__pow__('a', 2))
# expect: TypeError: pow() 3rd argument not allowed unless all arguments are integers
attempt(lambda: types.FunctionType(attempt.__code__, {}, 5))
# expect: TypeError: arg 3 (name) must be None or string
attempt(lambda: types.FunctionType(attempt.__code__, {}, 'a', 5))
# expect: TypeError: arg 4 (defaults) must be None or tuple
attempt(lambda: types.FunctionType(attempt.__code__, {}, 'a', None, 5))
# expect: TypeError: arg 5 (closure) must be None or tuple
attempt(lambda: types.FunctionType(maker().__code__, {}))
# expect: TypeError: arg 5 (closure) must be tuple
attempt(lambda: compile('1', 'f', 'exec', flags=2**30))
# expect: ValueError: compile(): unrecognised flags
