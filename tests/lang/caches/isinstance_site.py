class A: pass
class B(A): pass
def f(o, t): return isinstance(o, t)
print([f(o, t) for o in (1, True, "a", A(), B(), None, A) for t in (int, str, A, B, (int, A), object, type)])
A.__class__ = type
class M(type):
    def __instancecheck__(c, o): return o == 1
class N(metaclass=M): pass
print([f(o, N) for o in (1, 2)], f(N, M))
# expect: [True, False, False, False, True, True, False, True, False, False, False, True, True, False, False, True, False, False, False, True, False, False, False, True, False, True, True, False, False, False, True, True, True, True, False, False, False, False, False, False, True, False, False, False, False, False, False, True, True]
# expect error: TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses
