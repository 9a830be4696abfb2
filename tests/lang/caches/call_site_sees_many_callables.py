class C:
    def __init__(self, v=0): self.v = v
    def __call__(self, v=0): return ("call", v)
    def m(self, v=0): return ("m", v)
    @classmethod
    def k(cls, v=0): return ("k", v)
def f(v=0): return ("f", v)
def g(*a): return ("g", a)
def h(v=0, **k): return ("h", v, k)
import functools
targets = [f, g, h, lambda v=0: ("lambda", v), C(), C().m, C.k, str, int, functools.partial(f, 9) if False else functools.partial(g, 9), list, [].append if False else abs, max]
def call(t, *a): return t(*a)
def call1(t): return t(5)
def call0(t): return t()
print([call1(t) for t in targets[:9]])
print([call0(t) for t in targets[:7]], C(3).v)
for _ in range(3): print(call1(abs), call1(f), call1(C).v)
# expect: [('f', 5), ('g', (5,)), ('h', 5, {}), ('lambda', 5), ('call', 5), ('m', 5), ('k', 5), '5', 5]
# expect: [('f', 0), ('g', ()), ('h', 0, {}), ('lambda', 0), ('call', 0), ('m', 0), ('k', 0)] 3
# expect: 5 ('f', 5) 5
# expect: 5 ('f', 5) 5
# expect: 5 ('f', 5) 5
