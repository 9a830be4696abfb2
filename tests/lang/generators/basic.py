def g():
    yield 1
    x = yield 2
    print("got", x)
    return "result"
it = g()
print(next(it), next(it))
try:
    it.send("sent")
except StopIteration as e:
    print(e.value)
print(next(it, "done"), list(g()) if False else "", type(it).__name__, it.gi_running)
# expect: 1 2
# expect: got sent
# expect: result
# expect: done  generator False
