# While a metaclass's mro() runs for the first time the class has no MRO yet: __mro__ is None, its attributes
# are not found, and it cannot be inherited from. mro() may assign __bases__ itself.
class Meta(type):
    first = True

    def mro(cls):
        if cls.__name__ == "A" and Meta.first:
            Meta.first = False
            print(cls.__mro__, cls.__bases__ == (object,))
            print(getattr(super(cls, cls), "x", "no x"))
            try:
                class Below(cls):
                    pass
            except TypeError as error:
                print(error)
            cls.__bases__ += ()
            print([c.__name__ for c in cls.__mro__])
        return type.mro(cls)


class A(metaclass=Meta):
    x = 1


print(A.x, [c.__name__ for c in A.__mro__])


class Other:
    pass


class Leaves(type):
    def mro(cls):
        return (Other,)


try:
    class Gone(metaclass=Leaves):
        pass
except TypeError as error:
    print(error)

# expect: None True
# expect: no x
# expect: Cannot extend an incomplete type 'A'
# expect: ['A', 'object']
# expect: 1 ['A', 'object']
# expect: super(type, obj): obj must be an instance or subtype of type
