print(int == int, int != str, type(5) is int, type(int), type(type), type is type(type), object.__class__, isinstance(type, object), issubclass(type, object))
try:
    int < str
except TypeError as e:
    print(e)
# expect: True True True <class 'type'> <class 'type'> True <class 'type'> True True
# expect: '<' not supported between instances of 'type' and 'type'
