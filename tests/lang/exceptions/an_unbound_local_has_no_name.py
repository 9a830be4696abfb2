def read():
    print(x)
    x = 1


def read_free():
    def inner():
        return y
    inner()
    y = 1


for f in read, read_free:
    try:
        f()
    except NameError as e:
        print(type(e).__name__, e.name)
# expect: UnboundLocalError None
# expect: NameError y
