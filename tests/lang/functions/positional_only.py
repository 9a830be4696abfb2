def f(a, b=1, /): return a, b
print(f(1), f(1, 2))
for c in ("f(a=1)", "f()", "f(1, b=2)", "f(1, 2, 3)"):
    try:
        eval(c)
    except TypeError as e:
        print(e)
# expect: (1, 1) (1, 2)
# expect: f() got some positional-only arguments passed as keyword arguments: 'a'
# expect: f() missing 1 required positional argument: 'a'
# expect: f() got some positional-only arguments passed as keyword arguments: 'b'
# expect: f() takes from 1 to 2 positional arguments but 3 were given
