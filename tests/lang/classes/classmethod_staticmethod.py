class A:
    @classmethod
    def c(cls, x): return cls.__name__, x
    @staticmethod
    def s(x): return x
class B(A): pass
print(A.c(1), B.c(2), B().c(3), A.s(4), A().s(5), A.c.__self__ is A, A.__dict__["s"].__func__(6), type(A.__dict__["c"]).__name__)
print(callable(staticmethod(len)), staticmethod(len)("ab"), classmethod(len).__func__ is len)
# expect: ('A', 1) ('B', 2) ('B', 3) 4 5 True 6 classmethod
# expect: True 2 True
