def a():
    try:
        return "try"
    finally:
        return "finally"
def b():
    for i in range(3):
        try:
            continue
        finally:
            print("f", i)
    return "b"
def c():
    while True:
        try:
            raise ValueError
        finally:
            break
    return "swallowed"
def d():
    x = 1
    try:
        return x
    finally:
        x = 2
def e():
    try:
        try:
            raise KeyError
        finally:
            raise ValueError("second")
    except ValueError as v:
        return v, repr(v.__context__)
print(a(), b(), c(), d(), e())
# expect: f 0
# expect: f 1
# expect: f 2
# expect: finally b swallowed 1 (ValueError('second'), 'KeyError()')
