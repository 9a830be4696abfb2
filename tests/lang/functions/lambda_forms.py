print((lambda: 1)(), (lambda x, *a, k=2, **kw: (x, a, k, kw))(1, 2, 3, z=4), (lambda x, /, y: x + y)(1, y=2), (lambda *, a: a)(a=1), (lambda: (yield))().__class__.__name__)
f = lambda x: lambda y: x + y
print(f(1)(2), f.__name__, f.__qualname__)
# expect: 1 (1, (2, 3), 2, {'z': 4}) 3 1 generator
# expect: 3 <lambda> <lambda>
