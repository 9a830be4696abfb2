def meta(name, bases, ns): return name, bases, sorted(k for k in ns if k[0] != "_")
class A(metaclass=meta): x = 1
print(A)  # expect: ('A', (), ['x'])
class C(5 if False else object, metaclass=lambda n, b, d: n.lower()): pass
print(C)  # expect: c
