def f(n): return f(n + 1)
def g(n): return [g(n + 1)]
def h(n): return h(*[n + 1])
def k(**kw): return k(**kw)
class C:
    def m(self): return self.m()
    def __call__(self): return self()
    def __getattr__(self, n): return getattr(self, n + "x")
    @property
    def p(self): return self.p
    def __len__(self): return len(self)
    def __eq__(self, o): return self == o
    def __repr__(self): return repr(self)
    def __add__(self, o): return self + o
    def __iter__(self): return iter(self)
    def __getitem__(self, i): return self[i]
    def __contains__(self, i): return i in self
    def __bool__(self): return bool(self)
    def __hash__(self): return hash(self)
c = C()
for call in (lambda: f(0), lambda: g(0), lambda: h(0), k, c.m, c, lambda: c.attr, lambda: c.p, lambda: len(c), lambda: c == 1, lambda: repr(c), lambda: c + 1,
             lambda: iter(c), lambda: c[0], lambda: 1 in c, lambda: bool(c), lambda: hash(c), lambda: f"{c}", lambda: [c] == [1], lambda: {c: 1}, lambda: sorted([1, 2], key=lambda x: f(0))):
    try:
        call()
        print("no error")
    except RecursionError as e:
        print(type(e).__name__)
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
