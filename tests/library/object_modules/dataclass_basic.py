from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, FrozenInstanceError, KW_ONLY, InitVar
@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list, repr=False)
    def norm(self): return self.x + self.y
p = P(1); print(p, P(1) == P(1, 0), P(1) != P(2), p.tags is P(1).tags, p.norm(), asdict(p), astuple(p), replace(p, y=5), [f.name for f in fields(P)], is_dataclass(P), P.__match_args__)
@dataclass(frozen=True, order=True)
class V:
    a: int
    b: str = "z"
print(V(1) < V(2), sorted([V(2), V(1, "b"), V(1, "a")]), hash(V(1)) == hash(V(1)), {V(1): "k"}[V(1)])
try:
    V(1).a = 5
except FrozenInstanceError as e:
    print(e)
@dataclass
class C(P):
    z: int = 3
    _: KW_ONLY
    k: int = 9
    iv: InitVar[int] = 7
    def __post_init__(self, iv): self.post = self.x + iv
c = C(1, 2, k=4); print(c, c.post)
@dataclass(slots=True, eq=False)
class S: s: int = 1
print(S(), S() == S(), hasattr(S(), "__dict__"))
for src in ("@dataclass\nclass B:\n a: int = 1\n b: int", "@dataclass\nclass B:\n a: list = []", "P()", "P(1, 2, 3, 4)", "replace(5)"):
    try:
        exec(src)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, str(e).replace("P.__init__", "__init__"))
# expect: P(x=1, y=0) True True False 1 {'x': 1, 'y': 0, 'tags': []} (1, 0, []) P(x=1, y=5) ['x', 'y', 'tags'] True ('x', 'y', 'tags')
# expect: True [V(a=1, b='a'), V(a=1, b='b'), V(a=2, b='z')] True k
# expect: cannot assign to field 'a'
# expect: C(x=1, y=2, z=3, k=4) 8
# expect: S(s=1) False False
# expect: TypeError non-default argument 'b' follows default argument
# expect: ValueError mutable default <class 'list'> for field a is not allowed: use default_factory
# expect: TypeError __init__() missing 1 required positional argument: 'x'
# expect: TypeError __init__() takes from 2 to 4 positional arguments but 5 were given
# expect: TypeError replace() should be called on dataclass instances
