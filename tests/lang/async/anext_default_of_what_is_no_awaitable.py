# anext() with a default says each time that what __anext__ gave cannot be awaited.
class Numbers:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


awaitable = anext(Numbers(), 1)
for call in (lambda: awaitable.throw(ValueError), awaitable.close, lambda: awaitable.send(None),
             awaitable.close, lambda: next(awaitable)):
    try:
        call()
    except TypeError as error:
        print(error)
# expect: object int can't be used in 'await' expression
# expect: object int can't be used in 'await' expression
# expect: object int can't be used in 'await' expression
# expect: object int can't be used in 'await' expression
# expect: object int can't be used in 'await' expression
