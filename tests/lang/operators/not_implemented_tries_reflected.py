class A:
    def __add__(self, o): return NotImplemented
    def __eq__(self, o): return NotImplemented
    def __lt__(self, o): return NotImplemented
class B:
    def __radd__(self, o): return "B.radd"
    def __eq__(self, o): return "B.eq"
    def __gt__(self, o): return "B.gt"
print(A() + B(), A() == B(), A() < B(), A() == A(), A() != A())
for op in ("A() + A()", "A() < A()", "A() + 1"):
    try:
        eval(op)
    except TypeError as e:
        print(e)
# expect: B.radd B.eq B.gt False True
# expect: unsupported operand type(s) for +: 'A' and 'A'
# expect: '<' not supported between instances of 'A' and 'A'
# expect: unsupported operand type(s) for +: 'A' and 'int'
