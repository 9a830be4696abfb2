# The __new__ of a built-in type is a built-in function like others.
import inspect
import types
new = int.__new__
print(type(new) is type(len), isinstance(new, types.BuiltinMethodType), inspect.isbuiltin(new))
print(new.__name__, new.__qualname__, new.__self__, new.__module__, inspect.signature(new))
print(new == int.__new__, new == bool.__new__, new.__reduce__())
print(new(int, "7"), object.__new__(object).__class__)
for call in (lambda: new(), lambda: new(5), lambda: new(str), lambda: object.__new__(int),
             lambda: type.__new__(type, 3)):
    try:
        call()
    except TypeError as e:
        print(e)
print(isinstance(type.__doc__, str), type.__dict__["__doc__"])
# expect: True True True
# expect: __new__ int.__new__ <class 'int'> None (*args, **kwargs)
# expect: True False (<built-in function getattr>, (<class 'int'>, '__new__'))
# expect: 7 <class 'object'>
# expect: int.__new__(): not enough arguments
# expect: int.__new__(X): X is not a type object (int)
# expect: int.__new__(str): str is not a subtype of int
# expect: object.__new__(int) is not safe, use int.__new__()
# expect: type.__new__() takes exactly 3 arguments (1 given)
# expect: True <attribute '__doc__' of 'type' objects>
