def g():
    while True:
        try:
            yield 1
        except ValueError as e:
            print("caught", e)
            yield "from handler"
it = g()
next(it)
print(it.throw(ValueError("x")), next(it))
print(it.throw(ValueError, "y"))
try:
    it.throw(KeyError("k"))
except KeyError as e:
    print("out", e)
print(next(it, "finished"))
# expect: caught x
# expect: from handler 1
# expect: caught y
# expect: from handler
# expect: out 'k'
# expect: finished
