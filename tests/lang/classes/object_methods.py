o = object()
print(o == o, o.__eq__(5), o.__ne__(o), hash(o) == hash(o), object.__init__(o), sorted(n for n in dir(o)), o.__doc__ is not None, o.__class__)
print(o.__reduce_ex__(2)[0].__name__, object.__subclasshook__(int), o.__format__("") == str(o), o.__str__() == repr(o))
# expect: True NotImplemented False True None ['__class__', '__delattr__', '__dir__', '__doc__', '__eq__', '__format__', '__ge__', '__getattribute__', '__getstate__', '__gt__', '__hash__', '__init__', '__init_subclass__', '__le__', '__lt__', '__ne__', '__new__', '__reduce__', '__reduce_ex__', '__repr__', '__setattr__', '__sizeof__', '__str__', '__subclasshook__'] True <class 'object'>
# expect: __newobj__ NotImplemented True True
