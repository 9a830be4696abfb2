class B:
    def __bool__(self): raise ValueError("bool")
    def __eq__(self, o): raise ValueError("eq")
    def __hash__(self): raise ValueError("hash")
    def __len__(self): raise ValueError("len")
    def __repr__(self): raise ValueError("repr")
    def __iter__(self): raise ValueError("iter")
    def __getattr__(self, n): raise ValueError("getattr " + n)
b = B()
for f in (lambda: not b, lambda: b == 1, lambda: {b}, lambda: len(b), lambda: repr([b]), lambda: list(b), lambda: b.foo, lambda: b in [1], lambda: f"{b}", lambda: hasattr(b, "x"), lambda: [x for x in b], lambda: 1 if b else 0):
    try:
        f()
    except ValueError as e:
        print(e)
# expect: bool
# expect: eq
# expect: hash
# expect: len
# expect: repr
# expect: iter
# expect: getattr foo
# expect: eq
# expect: repr
# expect: getattr x
# expect: iter
# expect: bool
