class A:
    def __add__(self, o): return "added"
class B:
    def __iadd__(self, o): return NotImplemented
    def __add__(self, o): return "fell back"
a, b = A(), B()
a += 1; b += 1
print(a, b)  # expect: added fell back
try:
    c = object(); c += 1
except TypeError as e:
    print(e)  # expect: unsupported operand type(s) for +=: 'object' and 'int'
