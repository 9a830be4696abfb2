class S:
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print(t.__name__, v, tb is not None)
        return True
with S(): raise KeyError("k")
print("after")
def f():
    with S():
        return 1 / 0
    return "after suppressed"
print(f())
# expect: KeyError 'k' True
# expect: after
# expect: ZeroDivisionError division by zero True
# expect: after suppressed
