def f(a, b=1, *args, c, **kw): return a, b, args, c, kw
print(f(1, c=2), f(1, 2, 3, 4, c=5, d=6))
print(f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f.__code__.co_posonlyargcount, f.__code__.co_varnames, f.__code__.co_flags & 12)
# expect: (1, 1, (), 2, {}) (1, 2, (3, 4), 5, {'d': 6})
# expect: 2 1 0 ('a', 'b', 'c', 'args', 'kw') 12
