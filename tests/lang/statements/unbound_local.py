x = 1
def f():
    print(x)
    x = 2
def g():
    if False: y = 1
    return y
def h():
    def inner(): return z
    inner()
    z = 1
for fn in (f, g, h):
    try:
        fn()
    except NameError as e:
        print(type(e).__name__, e)
# expect: UnboundLocalError cannot access local variable 'x' where it is not associated with a value
# expect: UnboundLocalError cannot access local variable 'y' where it is not associated with a value
# expect: NameError cannot access free variable 'z' where it is not associated with a value in enclosing scope
