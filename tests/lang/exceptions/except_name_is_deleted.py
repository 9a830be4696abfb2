e = "before"
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as x:
    print(x)  # expect: name 'e' is not defined
def f():
    try:
        raise KeyError
    except KeyError as err:
        del err
    return "ok"
print(f())  # expect: ok
