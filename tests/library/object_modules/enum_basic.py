from enum import Enum, IntEnum, Flag, IntFlag, auto, unique, StrEnum
class C(Enum):
    RED = 1
    GREEN = 2
    ALIAS = 1
    def describe(self): return f"{self.name}={self.value}"
print(C.RED, repr(C.RED), C(2), C["GREEN"], list(C), C.RED is C.ALIAS, C.RED == 1, C.RED.describe(), len(C), C.RED in C, C.__members__.keys(), isinstance(C.RED, C), {C.RED: 1}[C(1)], f"{C.RED}", hash(C.RED) == hash(C.RED))
class N(IntEnum): A = 1; B = 2
print(N.A + 1, N.A < N.B, repr(N.A), str(N.A), N(2) is N.B, f"{N.A}", sorted([N.B, N.A]))
class S(StrEnum): X = auto(); Y = "why"
print(S.X, S.Y == "why", S("x"))
class F(Flag): R = auto(); W = auto(); X = auto(); RW = R | W
print(F.R | F.X, F.RW, F.R in F.RW, ~F.R, F(0), bool(F.R & F.W), F.RW.value, repr(F.R | F.X), list(F.RW), len(F.RW))
class I(IntFlag): A = 1; B = 2
print(I.A | I.B, I.A | 8, int(I.A | I.B), I(3))
for f in (lambda: C(9), lambda: C["Z"], lambda: C.RED.nope, lambda: setattr(C, "RED", 5), lambda: unique(C), lambda: type("D", (C,), {}), lambda: C.__class__("E", (C,), {}) if False else C.Z):
    try:
        f()
    except (ValueError, KeyError, AttributeError, TypeError) as e:
        print(type(e).__name__, e)
# expect: C.RED <C.RED: 1> C.GREEN C.GREEN [<C.RED: 1>, <C.GREEN: 2>] True False RED=1 2 True dict_keys(['RED', 'GREEN', 'ALIAS']) True 1 C.RED True
# expect: 2 True <N.A: 1> 1 True 1 [<N.A: 1>, <N.B: 2>]
# expect: x True x
# expect: F.R|X F.RW True F.W|X F(0) False 3 <F.R|X: 5> [<F.R: 1>, <F.W: 2>] 2
# expect: 3 9 3 3
# expect: ValueError 9 is not a valid C
# expect: KeyError 'Z'
# expect: AttributeError 'C' object has no attribute 'nope'
# expect: AttributeError cannot reassign member 'RED'
# expect: ValueError duplicate values found in <enum 'C'>: ALIAS -> RED
# expect: AttributeError 'dict' object has no attribute '_member_names'
# expect: AttributeError Z
