from contextlib import contextmanager
@contextmanager
def cm(n):
    print("in", n)
    try:
        yield n
    except ValueError:
        print("handled")
    finally:
        print("out", n)
with cm(1) as x, cm(2): print(x)
with cm(3): raise ValueError
@cm("d")
def f(): print("body")
f(); f()
# expect: in 1
# expect: in 2
# expect: 1
# expect: out 2
# expect: out 1
# expect: in 3
# expect: handled
# expect: out 3
# expect: in d
# expect: body
# expect: out d
# expect: in d
# expect: body
# expect: out d
