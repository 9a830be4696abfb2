def f():
    if False: v = 1
    return lambda: v
g = f()
try:
    g()
except NameError as e:
    print(e)
try:
    g.__closure__[0].cell_contents
except ValueError as e:
    print(e)
# expect: cannot access free variable 'v' where it is not associated with a value in enclosing scope
# expect: Cell is empty
