def g():
    try:
        yield 1
    except ValueError:
        print("never")
it = g()
try:
    it.throw(ValueError("early"))
except ValueError as e:
    print(e)  # expect: early
print(list(it))  # expect: []
try:
    g().throw(5)
except TypeError as e:
    print(e)  # expect: exceptions must be classes or instances deriving from BaseException, not int
