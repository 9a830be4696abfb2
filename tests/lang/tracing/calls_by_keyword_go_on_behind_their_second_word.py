import sys
def g(a,d=0): return 8+d
class K:
    def m(self, q=1): return q*2
    @classmethod
    def c(cls, q=1): return q+11
    @staticmethod
    def s(q=1): return q+12
    def __init__(self, v=0): self.v=v
    def __call__(self, *, z): return z
    @property
    def p(self): return g(1, d=4)
    def __getattr__(self, n): return g(2, d=len(n))
    def __getitem__(self, i): return g(a=i)
def gen(n=2):
    for i in range(n): yield g(i, d=i)
def bodies():
    yield lambda: g(1, d=2)
    yield lambda: g(a=1)
    yield lambda: K().m(q=5)
    yield lambda: K.c(q=2)
    yield lambda: K.s(q=2)
    yield lambda: g(g(1,d=2),d=3)
    yield lambda: K(v=4).v
    yield lambda: K()(z=5)
    yield lambda: (K().p, K().foo, K()[3])
    yield lambda: list(gen(n=3))
    yield lambda: [g(1,d=x) for x in (g(1,d=2), 5)]
    yield lambda: sorted([3,1], key=lambda x: g(x, d=-x))
    yield lambda: g(*[1], **dict(d=3))
    yield lambda: type('T', (), dict(a=1))(**{}).a
def tell(events):
    def trace(frame, event, arg):
        events.append((event, frame.f_code.co_name, frame.f_lineno))
        return trace
    return trace
for setter in (sys.settrace, sys.setprofile):
    for body in bodies():
        events=[]
        setter(tell(events)); r=body(); setter(None)
        print(r, events[:-1])
def stmt():
    g(1,d=2); x=g(1,
      d=3)
    return x
ev=[]; sys.settrace(tell(ev)); r=stmt(); sys.settrace(None); print(r, ev)
sys.settrace(lambda f,e,a: None); import inspect; print(inspect.signature(len)); sys.settrace(None)
# expect: 10 [('call', '<lambda>', 18), ('line', '<lambda>', 18), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2)]
# expect: 8 [('call', '<lambda>', 19), ('line', '<lambda>', 19), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2)]
# expect: 10 [('call', '<lambda>', 20), ('line', '<lambda>', 20), ('call', '__init__', 9), ('line', '__init__', 9), ('return', '__init__', 9), ('call', 'm', 4), ('line', 'm', 4), ('return', 'm', 4)]
# expect: 13 [('call', '<lambda>', 21), ('line', '<lambda>', 21), ('call', 'c', 5), ('line', 'c', 6), ('return', 'c', 6)]
# expect: 14 [('call', '<lambda>', 22), ('line', '<lambda>', 22), ('call', 's', 7), ('line', 's', 8), ('return', 's', 8)]
# expect: 11 [('call', '<lambda>', 23), ('line', '<lambda>', 23), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2)]
# expect: 4 [('call', '<lambda>', 24), ('line', '<lambda>', 24), ('call', '__init__', 9), ('line', '__init__', 9), ('return', '__init__', 9)]
# expect: 5 [('call', '<lambda>', 25), ('line', '<lambda>', 25), ('call', '__init__', 9), ('line', '__init__', 9), ('return', '__init__', 9), ('call', '__call__', 10), ('line', '__call__', 10), ('return', '__call__', 10)]
# expect: (12, 11, 8) [('call', '<lambda>', 26), ('line', '<lambda>', 26), ('call', '__init__', 9), ('line', '__init__', 9), ('return', '__init__', 9), ('call', 'p', 11), ('line', 'p', 12), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('return', 'p', 12), ('call', '__init__', 9), ('line', '__init__', 9), ('return', '__init__', 9), ('call', '__getattr__', 13), ('line', '__getattr__', 13), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('return', '__getattr__', 13), ('call', '__init__', 9), ('line', '__init__', 9), ('return', '__init__', 9), ('call', '__getitem__', 14), ('line', '__getitem__', 14), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('return', '__getitem__', 14)]
# expect: [8, 9, 10] [('call', '<lambda>', 27), ('line', '<lambda>', 27), ('call', 'gen', 15), ('line', 'gen', 16), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('return', 'gen', 16), ('call', 'gen', 16), ('line', 'gen', 16), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('return', 'gen', 16), ('call', 'gen', 16), ('line', 'gen', 16), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('return', 'gen', 16), ('call', 'gen', 16), ('line', 'gen', 16), ('return', 'gen', 16)]
# expect: [18, 13] [('call', '<lambda>', 28), ('line', '<lambda>', 28), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('call', '<listcomp>', 28), ('line', '<listcomp>', 28), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('line', '<listcomp>', 28), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('line', '<listcomp>', 28), ('return', '<listcomp>', 28)]
# expect: [3, 1] [('call', '<lambda>', 29), ('line', '<lambda>', 29), ('call', '<lambda>', 29), ('line', '<lambda>', 29), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('return', '<lambda>', 29), ('call', '<lambda>', 29), ('line', '<lambda>', 29), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('return', '<lambda>', 29)]
# expect: 11 [('call', '<lambda>', 30), ('line', '<lambda>', 30), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2)]
# expect: 1 [('call', '<lambda>', 31), ('line', '<lambda>', 31)]
# expect: 10 [('call', '<lambda>', 18), ('call', 'g', 2), ('return', 'g', 2), ('return', '<lambda>', 18)]
# expect: 8 [('call', '<lambda>', 19), ('call', 'g', 2), ('return', 'g', 2), ('return', '<lambda>', 19)]
# expect: 10 [('call', '<lambda>', 20), ('call', '__init__', 9), ('return', '__init__', 9), ('call', 'm', 4), ('return', 'm', 4), ('return', '<lambda>', 20)]
# expect: 13 [('call', '<lambda>', 21), ('call', 'c', 5), ('return', 'c', 6), ('return', '<lambda>', 21)]
# expect: 14 [('call', '<lambda>', 22), ('call', 's', 7), ('return', 's', 8), ('return', '<lambda>', 22)]
# expect: 11 [('call', '<lambda>', 23), ('call', 'g', 2), ('return', 'g', 2), ('call', 'g', 2), ('return', 'g', 2), ('return', '<lambda>', 23)]
# expect: 4 [('call', '<lambda>', 24), ('call', '__init__', 9), ('return', '__init__', 9), ('return', '<lambda>', 24)]
# expect: 5 [('call', '<lambda>', 25), ('call', '__init__', 9), ('return', '__init__', 9), ('call', '__call__', 10), ('return', '__call__', 10), ('return', '<lambda>', 25)]
# expect: (12, 11, 8) [('call', '<lambda>', 26), ('call', '__init__', 9), ('return', '__init__', 9), ('call', 'p', 11), ('call', 'g', 2), ('return', 'g', 2), ('return', 'p', 12), ('call', '__init__', 9), ('return', '__init__', 9), ('call', '__getattr__', 13), ('c_call', '__getattr__', 13), ('c_return', '__getattr__', 13), ('call', 'g', 2), ('return', 'g', 2), ('return', '__getattr__', 13), ('call', '__init__', 9), ('return', '__init__', 9), ('call', '__getitem__', 14), ('call', 'g', 2), ('return', 'g', 2), ('return', '__getitem__', 14), ('return', '<lambda>', 26)]
# expect: [8, 9, 10] [('call', '<lambda>', 27), ('call', 'gen', 15), ('call', 'g', 2), ('return', 'g', 2), ('return', 'gen', 16), ('call', 'gen', 16), ('call', 'g', 2), ('return', 'g', 2), ('return', 'gen', 16), ('call', 'gen', 16), ('call', 'g', 2), ('return', 'g', 2), ('return', 'gen', 16), ('call', 'gen', 16), ('return', 'gen', 16), ('return', '<lambda>', 27)]
# expect: [18, 13] [('call', '<lambda>', 28), ('call', 'g', 2), ('return', 'g', 2), ('call', '<listcomp>', 28), ('call', 'g', 2), ('return', 'g', 2), ('call', 'g', 2), ('return', 'g', 2), ('return', '<listcomp>', 28), ('return', '<lambda>', 28)]
# expect: [3, 1] [('call', '<lambda>', 29), ('c_call', '<lambda>', 29), ('call', '<lambda>', 29), ('call', 'g', 2), ('return', 'g', 2), ('return', '<lambda>', 29), ('call', '<lambda>', 29), ('call', 'g', 2), ('return', 'g', 2), ('return', '<lambda>', 29), ('c_return', '<lambda>', 29), ('return', '<lambda>', 29)]
# expect: 11 [('call', '<lambda>', 30), ('call', 'g', 2), ('return', 'g', 2), ('return', '<lambda>', 30)]
# expect: 1 [('call', '<lambda>', 31), ('return', '<lambda>', 31)]
# expect: 11 [('call', 'stmt', 42), ('line', 'stmt', 43), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('line', 'stmt', 44), ('line', 'stmt', 43), ('call', 'g', 2), ('line', 'g', 2), ('return', 'g', 2), ('line', 'stmt', 45), ('return', 'stmt', 45)]
# expect: (obj, /)
