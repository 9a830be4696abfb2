n = 12
print(n.real, n.imag, n.numerator, n.denominator, n.conjugate(), n.as_integer_ratio())
print((-5).__abs__(), (5).__neg__(), (5).__floordiv__(2), (5).__add__("x"), (5).__rsub__(7))
print(int.__doc__ is not None, int.__name__, int.mro())
# expect: 12 0 12 1 12 (12, 1)
# expect: 5 -5 2 NotImplemented 2
# expect: True int [<class 'int'>, <class 'object'>]
