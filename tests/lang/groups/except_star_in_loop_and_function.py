def f():
    out = []
    for exc in (ValueError(1), KeyError(2)):
        try:
            raise exc
        except* ValueError:
            out.append("v")
        except* KeyError:
            out.append("k")
    return out
print(f())  # expect: ['v', 'k']
