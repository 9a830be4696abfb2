def inner():
    x = yield 1
    print("inner got", x)  # expect: inner got hi
    return "inner result"
def outer():
    r = yield from inner()
    print("r", r)  # expect: r inner result
    yield from [10, 20]
    yield from "ab"
it = outer()
print(next(it), it.send("hi"), list(it))  # expect: 1 10 [20, 'a', 'b']
