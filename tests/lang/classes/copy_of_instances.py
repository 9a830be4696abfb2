import copy
class A:
    def __init__(self): self.l = [1]
a = A(); b = copy.copy(a); c = copy.deepcopy(a)
print(b.l is a.l, c.l is a.l, c.l, type(c).__name__)  # expect: True False [1] A
class B:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return "deep"
print(copy.copy(B()), copy.deepcopy([B()]))  # expect: copied ['deep']
