class A: pass
class B(A): pass
def f(o, t): return isinstance(o, t)
print([f(o, t) for o in (1, True, "a", A(), B(), None, A) for t in (int, str, A, B, (int, A), object, type)])
class M(type):
    def __instancecheck__(c, o): return o == 1
class N(metaclass=M): pass
print([f(o, N) for o in (1, 2)], f(N, M))
class Liar:
    @property
    def __class__(self): return int
print(f(Liar(), int), f(Liar(), Liar), f(Liar(), str))
# expect: [True, False, False, False, True, True, False, True, False, False, False, True, True, False, False, True, False, False, False, True, False, False, False, True, False, True, True, False, False, False, True, True, True, True, False, False, False, False, False, False, True, False, False, False, False, False, False, True, True]
# expect: [True, False] True
# expect: True True False
