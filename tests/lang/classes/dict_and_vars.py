class A:
    def __init__(self): self.b, self.a = 1, 2
a = A()
print(a.__dict__, vars(a)); a.__dict__["c"] = 3; print(a.c); a.__dict__ = {"z": 9}; print(a.z, hasattr(a, "b"))
del a.__dict__["z"]; print(a.__dict__)
a.__dict__.update(p=1, q=2); print(a.p + a.q, list(vars(a)))
try:
    a.__dict__ = 5
except TypeError as e:
    print(e)
print(type(A.__dict__).__name__, "__init__" in A.__dict__)
try:
    vars(5)
except TypeError as e:
    print(e)
# expect: {'b': 1, 'a': 2} {'b': 1, 'a': 2}
# expect: 3
# expect: 9 False
# expect: {}
# expect: 3 ['p', 'q']
# expect: __dict__ must be set to a dictionary, not a 'int'
# expect: mappingproxy True
# expect: vars() argument must have __dict__ attribute
