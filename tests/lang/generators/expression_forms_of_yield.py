def f(v): print("f", v)
def g():
    x = yield
    y = (yield x), 1
    z = [(yield y)]
    print(x, y, z)
    f((yield "arg"))
    d = {"k": (yield "dict")}
    print(d, (yield "last") or "none")
it = g()
next(it)
for v in ("a", "b", "c", "d", "e"): print(it.send(v))
print(next(it, "end"))
# expect: a
# expect: ('b', 1)
# expect: a ('b', 1) ['c']
# expect: arg
# expect: f d
# expect: dict
# expect: last
# expect: {'k': 'e'} none
# expect: end
