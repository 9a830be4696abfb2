def g():
    try:
        yield 1
    finally:
        print("cleanup")  # expect: cleanup
it = g(); next(it); it.close(); it.close(); print(list(it))  # expect: []
g().close()
def bad():
    try:
        yield
    except GeneratorExit:
        yield "ignored"
it = bad(); next(it)
try:
    it.close()
except RuntimeError as e:
    print(e)  # expect: generator ignored GeneratorExit
def ret():
    try:
        yield
    except GeneratorExit:
        return 5
it = ret(); next(it); print(it.close())  # expect: None
