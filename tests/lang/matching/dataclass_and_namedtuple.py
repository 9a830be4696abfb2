from dataclasses import dataclass
from collections import namedtuple
@dataclass
class P:
    x: int
    y: int = 0
Q = namedtuple("Q", "a b")
for v in (P(1), P(2, 3), Q(1, 2)):
    match v:
        case P(1, y): print("P1", y)  # expect: P1 0
        case P(x, y): print("P", x, y)  # expect: P 2 3
        case Q(a, b): print("Q", a, b)  # expect: Q 1 2
