class C:
    def __enter__(self): pass
    def __exit__(self, *a): raise ValueError("from exit")
try:
    with C(): raise KeyError("body")
except ValueError as e:
    print(e, repr(e.__context__))  # expect: from exit KeyError('body')
