def f(a, *, b=1):
    "doc of f"
    return a, b
def g(a, *, b=5):
    "doc of g"
    return "g", a, b
f.__code__ = g.__code__
print(f.__name__, f.__qualname__, f.__doc__, f.__kwdefaults__, f(2), f.__code__.co_name)
f.__name__, f.__qualname__ = "h", "x.h"
print(f.__name__, f.__qualname__, repr(f)[:13])
f.__doc__ = None
f.__kwdefaults__ = {"b": 3}
print(f.__doc__, f(0), g.__doc__, g(0))
del f.__doc__
def maker():
    def inner(x: int, *, y: str = "y") -> None: "inner"
    return inner
one, two = maker(), maker()
one.__name__ = "one"
one.note = 1
print(one.__name__, two.__name__, one.__doc__, one.__annotations__, two.__dict__, one.__dict__)
print(two.__kwdefaults__, two.__module__, two.__qualname__, (lambda: 0).__name__)
names = {"__name__": "first"}
exec("def f(): pass", names)
names["__name__"] = "second"
exec("def g(): pass", names)
print(names["f"].__module__, names["g"].__module__)
del names["__name__"]
exec("def h(): pass", names)
print(names["h"].__module__)
# expect: f f doc of f {'b': 1} ('g', 2, 1) g
# expect: h x.h <function x.h
# expect: None ('g', 0, 3) doc of g ('g', 0, 5)
# expect: one inner inner {'x': <class 'int'>, 'y': <class 'str'>, 'return': None} {} {'note': 1}
# expect: {'y': 'y'} __main__ maker.<locals>.inner <lambda>
# expect: first second
# expect: None
