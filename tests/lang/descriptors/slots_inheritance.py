class A: __slots__ = ("a",)
class B(A): __slots__ = ("b",)
class C(A): pass
b = B(); b.a = 1; b.b = 2; c = C(); c.a = 1; c.q = 2
print(b.a, b.b, hasattr(b, "__dict__"), c.__dict__, c.a)  # expect: 1 2 False {'q': 2} 1
class D:
    __slots__ = ["x", "__dict__"]
d = D(); d.x = 1; d.other = 2; print(d.__dict__)  # expect: {'other': 2}
class E: __slots__ = "single"
e = E(); e.single = 1; print(e.single)  # expect: 1
