# What object.__reduce_ex__ makes of __getnewargs_ex__, __slotnames__ and __getstate__.
import copyreg


def attempt(given):
    class C:
        def __getnewargs_ex__(self):
            return given
    try:
        print(C().__reduce_ex__(2)[1][1:])
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


attempt(((1, 2), {}))
attempt(((1,), "bad dict"))
attempt(("bad tuple", {}))
attempt(())
attempt("bad")


class Slots:
    __slots__ = ("a", "b", "__dict__")


s = Slots()
print(s.__getstate__())
s.a = 1
print(s.__getstate__())
s.c = 2
print(s.__getstate__())


class Told:
    __slotnames__ = ["spam", "missing"]

    def __getattr__(self, name):
        if name == "spam":
            return 42
        raise AttributeError(name)


print(Told().__reduce_ex__(2) == (copyreg.__newobj__, (Told,), (None, {"spam": 42}), None, None))
print(type(complex.real).__name__, complex.real.__qualname__, (1 + 2j).imag)

# expect: (1, 2)
# expect: TypeError second item of the tuple returned by __getnewargs_ex__ must be a dict, not 'str'
# expect: TypeError first item of the tuple returned by __getnewargs_ex__ must be a tuple, not 'str'
# expect: ValueError __getnewargs_ex__ should return a tuple of length 2, not 0
# expect: TypeError __getnewargs_ex__ should return a tuple, not 'str'
# expect: None
# expect: (None, {'a': 1})
# expect: ({'c': 2}, {'a': 1})
# expect: True
# expect: member_descriptor complex.real 2.0
