def g():
    try:
        yield 1
        raise KeyError("k")
    except KeyError as e:
        yield str(e)
        try:
            yield 2
        except ValueError:
            yield "nested"
    else:
        yield "never"
    yield "end"
it = g()
print(next(it), next(it), next(it), it.throw(ValueError), next(it))  # expect: 1 'k' 2 nested end
