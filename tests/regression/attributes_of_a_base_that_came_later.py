# A class whose instances have no attributes gets a base whose instances have some.
class Bare:
    __slots__ = ()


class Rich:
    pass


class C(Bare):
    __slots__ = ()


C.__bases__ = (Bare, Rich)
c = C()
for look in (lambda: c.__dict__, lambda: setattr(c, "x", 1), lambda: vars(c),
             lambda: setattr(c, "__dict__", {})):
    try:
        print(look())
    except (AttributeError, TypeError) as error:
        print(error)
# expect: This object has no __dict__
# expect: 'C' object has no attribute 'x'
# expect: vars() argument must have __dict__ attribute
# expect: This object has no __dict__
