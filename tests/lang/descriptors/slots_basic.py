class A:
    __slots__ = ("x", "y")
    def __init__(self): self.x = 1
a = A()
print(a.x, hasattr(a, "y"), hasattr(a, "__dict__"), A.__slots__, type(A.x).__name__)
a.y = 2; del a.x
for s in ("a.x", "a.z = 1", "a.__dict__", "del a.x"):
    try:
        exec(s)
    except AttributeError as e:
        print(e)
# expect: 1 False False ('x', 'y') member_descriptor
# expect: 'A' object has no attribute 'x'
# expect: 'A' object has no attribute 'z'
# expect: 'A' object has no attribute '__dict__'
# expect: x
