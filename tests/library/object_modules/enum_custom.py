from enum import Enum, auto
class P(Enum):
    E = (1, 2.5); M = (3, 4.5)
    def __init__(self, a, b): self.a, self.b = a, b
    @property
    def total(self): return self.a + self.b
print(P.E.a, P.M.total, P((1, 2.5)), P.E.value)
class A(Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    X = auto(); Y = auto()
print(A.X.value, A("y"), Enum("T", "p q")("p") if False else list(Enum("T", "p q")), Enum("U", {"a": 5}).a.value)
class B(Enum):
    ONE = 1
    @classmethod
    def _missing_(cls, v): return cls.ONE
print(B(99), [m.name for m in P], P.E < P.M if hasattr(P, "__lt__") and False else "unordered")
# expect: 1 7.5 P.E (1, 2.5)
# expect: x A.Y [<T.p: 1>, <T.q: 2>] 5
# expect: B.ONE ['E', 'M'] unordered
