x = 0
def f():
    global x, fresh
    x += 1
    fresh = "new"
    def g():
        global x
        x += 10
    g()
f(); print(x, fresh)  # expect: 11 new
def outer():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    return inc, lambda: n
inc, get = outer()
print(inc(), inc(), get())  # expect: 1 2 2
class K:
    global in_class
    in_class = 5
print(in_class, hasattr(K, "in_class"))  # expect: 5 False
