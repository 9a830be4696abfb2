def f():
    try:
        f()
    except RecursionError:
        raise
try:
    f()
except RecursionError as e:
    print("ok")  # expect: ok
def g():
    try:
        g()
    finally:
        pass
try:
    g()
except RecursionError:
    print("ok")  # expect: ok
