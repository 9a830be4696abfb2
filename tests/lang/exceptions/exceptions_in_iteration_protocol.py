class It:
    def __iter__(self): return self
    def __next__(self): raise KeyError("from next")
for f in (lambda: list(It()), lambda: [*It()], lambda: sum(It()), lambda: dict.fromkeys(It()), lambda: "".join(It()), lambda: max(It()), lambda: next(It(), "default")):
    try:
        f()
    except KeyError as e:
        print(e)
# expect: 'from next'
# expect: 'from next'
# expect: 'from next'
# expect: 'from next'
# expect: 'from next'
# expect: 'from next'
# expect: 'from next'
