def f(a, b=1):
    "doc"
    return a
f.attr = 5
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.attr, f.__dict__, f.__defaults__, f.__code__.co_name, f.__code__.co_varnames, f.__code__.co_argcount)
f.__name__ = "g"; f.__doc__ = "new"; print(f.__name__, f.__doc__)
del f.attr
for s in ("f.attr", "f.nope", "f.__name__ = 5", "f.__defaults__ = 5"):
    try:
        exec(s)
    except (AttributeError, TypeError) as e:
        print(type(e).__name__, e)
print(repr(f).startswith("<function f at 0x"), f.__globals__ is globals(), f.__closure__, f.__kwdefaults__)
# expect: f f doc __main__ 5 {'attr': 5} (1,) f ('a', 'b') 2
# expect: g new
# expect: AttributeError 'function' object has no attribute 'attr'
# expect: AttributeError 'function' object has no attribute 'nope'
# expect: TypeError __name__ must be set to a string object
# expect: TypeError __defaults__ must be set to a tuple object
# expect: True True None None
