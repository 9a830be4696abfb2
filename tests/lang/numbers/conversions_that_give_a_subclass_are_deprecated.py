import operator
import warnings

warnings.simplefilter('always')
warnings.showwarning = lambda message, *rest, **more: print(message)


class Complex(complex):
    pass


class Int(int):
    pass


class Float(float):
    pass


class X:
    def __complex__(self):
        return Complex(1, 2)

    def __int__(self):
        return Int(3)

    def __float__(self):
        return Float(4)

    def __index__(self):
        return Int(5)


for convert in complex, int, float, operator.index:
    result = convert(X())
    print(type(result).__name__, result)
# expect: __complex__ returned non-complex (type Complex).  The ability to return an instance of a strict subclass of complex is deprecated, and may be removed in a future version of Python.
# expect: complex (1+2j)
# expect: __int__ returned non-int (type Int).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: int 3
# expect: X.__float__ returned non-float (type Float).  The ability to return an instance of a strict subclass of float is deprecated, and may be removed in a future version of Python.
# expect: float 4.0
# expect: __index__ returned non-int (type Int).  The ability to return an instance of a strict subclass of int is deprecated, and may be removed in a future version of Python.
# expect: int 5
