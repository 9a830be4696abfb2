def f(*, a, b=1): return a, b
print(f(a=5), f(b=2, a=1))
for c in ("f()", "f(1)", "f(a=1, c=2)", "f(b=1)"):
    try:
        eval(c)
    except TypeError as e:
        print(e)
# expect: (5, 1) (1, 2)
# expect: f() missing 1 required keyword-only argument: 'a'
# expect: f() takes 0 positional arguments but 1 was given
# expect: f() got an unexpected keyword argument 'c'
# expect: f() missing 1 required keyword-only argument: 'a'
