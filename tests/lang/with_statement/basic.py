class C:
    def __init__(self, n): self.n = n
    def __enter__(self):
        print("enter", self.n)
        return self.n * 10
    def __exit__(self, *a):
        print("exit", self.n, a[0] and a[0].__name__)
with C(1) as v: print(v)
with C(1), C(2) as b: print(b)
with (C(1) as a, C(2) as b,): print(a, b)
with (C(3)): print("paren")
with (C(1), C(2)): print("both")
try:
    with C(4): raise ValueError
except ValueError: print("propagated")
# expect: enter 1
# expect: 10
# expect: exit 1 None
# expect: enter 1
# expect: enter 2
# expect: 20
# expect: exit 2 None
# expect: exit 1 None
# expect: enter 1
# expect: enter 2
# expect: 10 20
# expect: exit 2 None
# expect: exit 1 None
# expect: enter 3
# expect: paren
# expect: exit 3 None
# expect: enter 1
# expect: enter 2
# expect: both
# expect: exit 2 None
# expect: exit 1 None
# expect: enter 4
# expect: exit 4 ValueError
# expect: propagated
