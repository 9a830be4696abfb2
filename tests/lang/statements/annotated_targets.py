class O: pass
o = O(); d = {}
o.attr: int = 1
d["k"]: str = "v"
print(o.attr, d, "__annotations__" in dir())  # expect: 1 {'k': 'v'} True
def f():
    v: int
    try:
        return v
    except UnboundLocalError as e:
        return str(e)
print(f())  # expect: cannot access local variable 'v' where it is not associated with a value
