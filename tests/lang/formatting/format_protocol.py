class P:
    def __format__(self, spec): return f"<{spec}>"
class Q:
    pass
class R:
    def __format__(self, spec): return 1
print(format(P()), format(P(), "abc"), f"{P():x}{P()}", "{:>3}".format(P()))
for f in (lambda: format(Q(), "5"), lambda: format(R(), "")):
    try:
        f()
    except TypeError as e:
        print(e)
print(format(Q()).startswith("<__main__.Q object at 0x"))
# expect: <> <abc> <x><> <>3>
# expect: unsupported format string passed to Q.__format__
# expect: __format__ must return a str, not int
# expect: True
