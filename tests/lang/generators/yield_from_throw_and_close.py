def inner():
    try:
        yield 1
    except ValueError:
        print("inner caught")
        yield 2
    finally:
        print("inner finally")
def outer():
    yield from inner()
it = outer(); next(it); print(it.throw(ValueError)); it.close()
def over_list():
    try:
        yield from [1, 2]
    except KeyError:
        yield "outer caught"
it = over_list(); next(it); print(it.throw(KeyError))
# expect: inner caught
# expect: 2
# expect: inner finally
# expect: outer caught
