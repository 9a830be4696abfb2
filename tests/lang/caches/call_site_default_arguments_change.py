def f(a, b=1): return a, b
def call(): return f(0)
print(call()); f.__defaults__ = (2,); print(call()); f.__defaults__ = None
try:
    call()
except TypeError as e:
    print(e)
f = lambda a: ("rebound", a)
print(call())
# expect: (0, 1)
# expect: (0, 2)
# expect: f() missing 1 required positional argument: 'b'
# expect: ('rebound', 0)
