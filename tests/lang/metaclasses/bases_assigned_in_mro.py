# __bases__ assigned while mro() answers an assignment: the inner one is the newer, and a cycle is refused.
class Meta(type):
    ready = None

    def mro(cls):
        hook, Meta.ready = Meta.ready, None
        if hook:
            hook(cls)
        return type.mro(cls)


class A(metaclass=Meta):
    pass


class B1(A):
    pass


class B2(A):
    pass


class C(A):
    pass


def names(classes):
    return [c.__name__ for c in classes]


def to_b2(cls):
    C.__bases__ = (B2,)


Meta.ready = to_b2
C.__bases__ = (B1,)
print(names(C.__bases__), names(C.__mro__))
print(names(B1.__subclasses__()), names(B2.__subclasses__()))
B1.__bases__ = (C,)
print(names(B1.__mro__), names(C.__subclasses__()))


def fails(cls):
    C.__bases__ = (A,)
    raise KeyError("mro")


Meta.ready = fails
try:
    C.__bases__ = (B2,)
except KeyError as error:
    print(error)
print(names(C.__bases__), names(C.__mro__))


def cycle(cls):
    A.__bases__ = (B2,)


Meta.ready = cycle
try:
    B2.__bases__ += ()
except TypeError as error:
    print(error)

# expect: ['B2'] ['C', 'B2', 'A', 'object']
# expect: [] ['C']
# expect: ['B1', 'C', 'B2', 'A', 'object'] ['B1']
# expect: 'mro'
# expect: ['A'] ['C', 'A', 'object']
# expect: a __bases__ item causes an inheritance cycle
