# A metaclass that answers every name, and instances that have a special name of their own: what is
# implied by special methods asks the classes along the MRO and nobody else.
import copy
import inspect


class Meta(type):
    def __getattr__(cls, name):
        return f"<{name}>"


class Answered(metaclass=Meta):
    def __init__(self):
        self.x = [1]


print(copy.deepcopy(Answered()).x)
for protocol in 2, 3, 4:
    function, args, state, *rest = Answered().__reduce_ex__(protocol)
    print(function.__name__, args == (Answered,), state, rest)
print(inspect.isawaitable(Answered()))


class Own:
    pass


own = Own()
own.__getnewargs__ = own.__getnewargs_ex__ = own.__await__ = lambda: 1 / 0
print(own.__reduce_ex__(2)[1] == (Own,), inspect.isawaitable(own))


class Given(metaclass=Meta):
    @classmethod
    def __getnewargs__(cls):
        return cls.__name__, 5

    __await__ = None


print(Given().__reduce_ex__(2)[1][1:], inspect.isawaitable(Given()))


class GivenByName(Given):
    __getnewargs_ex__ = staticmethod(lambda: ((1,), {"a": 2}))

    def __await__(self):
        yield


print(GivenByName().__reduce_ex__(2)[1][1:], inspect.isawaitable(GivenByName()))


class Refused:
    __getnewargs_ex__ = None


try:
    Refused().__reduce_ex__(2)
except TypeError as error:
    print(error)


class Instanced:
    class Method:
        def __call__(self):
            return "called",

        def __getattr__(self, name):
            return lambda *args: 1 / 0

    __getnewargs__ = Method()


print(Instanced().__reduce_ex__(2)[1][1:])
# expect: [1]
# expect: __newobj__ True {'x': [1]} [None, None]
# expect: __newobj__ True {'x': [1]} [None, None]
# expect: __newobj__ True {'x': [1]} [None, None]
# expect: False
# expect: True False
# expect: ('Given', 5) False
# expect: ((1,), {'a': 2}) True
# expect: 'NoneType' object is not callable
# expect: ('called',)
