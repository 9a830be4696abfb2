"""Abstract base classes.

Each class made by ABCMeta owns a small record with the classes registered for it and
two caches of earlier answers. Any number of threads may ask and register at once: every
change is one dict operation or one assignment, a cache entry is believed only if
it still refers to the class that is asked about, and answers "no" carry the token
that was current before the question was examined. Registering replaces the token *after* the
registration can be seen, so that no "no" outlives what made it wrong.
"""

from _weakref import ref as _ref
from itertools import count as _count

__all__ = [
    "ABC", "ABCMeta", "abstractclassmethod", "abstractmethod", "abstractproperty",
    "abstractstaticmethod", "get_cache_token", "update_abstractmethods",
]

# In the __flags__ of classes that programs make.
_MUTABLE = 1 << 9

# More answers than this in one cache means classes that come and go: start again.
_CACHE_LIMIT = 4096

# Replaced at every registration of any class, by a number that was never used before.
_tokens = _count()
_token = next(_tokens)


def abstractmethod(function):
    """Mark a method that concrete subclasses have to override.

    A class whose metaclass is ABCMeta cannot be instantiated while one of its methods is
    marked so. Together with other decorators, this one is the innermost.
    """
    function.__isabstractmethod__ = True
    return function


class abstractclassmethod(classmethod):
    """An abstract class method; `classmethod` over `abstractmethod` does the same."""

    __isabstractmethod__ = True

    def __init__(self, function):
        function.__isabstractmethod__ = True
        super().__init__(function)


class abstractstaticmethod(staticmethod):
    """An abstract static method; `staticmethod` over `abstractmethod` does the same."""

    __isabstractmethod__ = True

    def __init__(self, function):
        function.__isabstractmethod__ = True
        super().__init__(function)


class abstractproperty(property):
    """An abstract property; `property` over `abstractmethod` does the same."""

    __isabstractmethod__ = True


class _Record:
    """What ABCMeta knows about one class."""

    __slots__ = ("registry", "positive", "negative")

    def __init__(self):
        self.registry = {}             # weak reference to a class -> None
        self.positive = {}             # id of a class -> weak reference to it
        self.negative = (_token, {})   # the same, and the token it is valid for


def _knows(table, cls):
    entry = table.get(id(cls))
    return entry is not None and entry() is cls


def _remember_yes(record, cls):
    table = record.positive
    if len(table) >= _CACHE_LIMIT:
        record.positive = table = {}
    table[id(cls)] = _ref(cls)


def _remember_no(record, cls, token):
    stamp, table = record.negative
    if stamp != token or len(table) >= _CACHE_LIMIT:
        table = {}
        record.negative = (token, table)
    table[id(cls)] = _ref(cls)


def _knows_not(record, cls):
    stamp, table = record.negative
    return stamp == _token and _knows(table, cls)


def _is_abstract(value):
    return getattr(value, "__isabstractmethod__", False)


def _inherited_abstract(cls):
    for base in cls.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if _is_abstract(getattr(cls, name, None)):
                yield name


class ABCMeta(type):
    """The metaclass of abstract base classes.

    It collects the abstract methods of a class and lets other classes be declared its
    subclasses with `register`.
    """

    def __new__(mcls, name, bases, namespace, /, **kwargs):
        patterns = namespace.pop("__abc_tpflags__", 0)
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        if patterns:
            cls.__abc_tpflags__ = patterns  # instances match sequence or mapping patterns
        abstract = {key for key, value in namespace.items() if _is_abstract(value)}
        abstract.update(_inherited_abstract(cls))
        cls.__abstractmethods__ = frozenset(abstract)
        cls._abc_impl = _Record()
        return cls

    def register(cls, subclass):
        """Declare `subclass` a subclass of this one; returns it, for use as a decorator."""
        global _token
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        registry = cls._abc_impl.registry

        def forget(entry):
            registry.pop(entry, None)

        registry[_ref(subclass, forget)] = None
        if cls.__abc_tpflags__ and subclass.__flags__ & _MUTABLE:
            subclass.__abc_tpflags__ = cls.__abc_tpflags__
        _token = next(_tokens)
        return subclass

    def __instancecheck__(cls, instance):
        """What isinstance(instance, cls) answers."""
        claimed = instance.__class__
        entry = cls._abc_impl.positive.get(id(claimed))
        if entry is not None and entry() is claimed:
            return True
        actual = type(instance)
        if actual is claimed:
            if _knows_not(cls._abc_impl, claimed):
                return False
            return cls.__subclasscheck__(claimed)
        return cls.__subclasscheck__(claimed) or cls.__subclasscheck__(actual)

    def __subclasscheck__(cls, subclass):
        """What issubclass(subclass, cls) answers."""
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        record = cls._abc_impl
        if _knows(record.positive, subclass):
            return True
        if _knows_not(record, subclass):
            return False
        token = _token
        answer = _examine(cls, record, subclass)
        if answer:
            _remember_yes(record, subclass)
        else:
            _remember_no(record, subclass, token)
        return answer

    def _dump_registry(cls, file=None):
        """Print what is known about this class, for debugging."""
        record = cls._abc_impl
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)
        print(f"Registry: {[entry() for entry in list(record.registry)]!r}", file=file)
        print(f"Cache: {[entry() for entry in list(record.positive.values())]!r}", file=file)
        print(f"Negative cache: {[entry() for entry in list(record.negative[1].values())]!r}",
              file=file)

    def _abc_registry_clear(cls):
        """Forget every registered class (for tests)."""
        cls._abc_impl.registry.clear()

    def _abc_caches_clear(cls):
        """Forget the earlier answers (for tests)."""
        record = cls._abc_impl
        record.positive = {}
        record.negative = (_token, {})


def _examine(cls, record, subclass):
    answer = cls.__subclasshook__(subclass)
    if answer is not NotImplemented:
        if not isinstance(answer, bool):
            raise AssertionError("__subclasshook__ must return either False, True, "
                                 "or NotImplemented")
        return answer
    if cls in getattr(subclass, "__mro__", ()):
        return True
    for entry in list(record.registry):
        registered = entry()
        if registered is not None and issubclass(subclass, registered):
            return True
    return any(issubclass(subclass, derived) for derived in cls.__subclasses__())


class ABC(metaclass=ABCMeta):
    """A base class that only brings ABCMeta along."""

    __slots__ = ()


def get_cache_token():
    """An object that compares unequal to the one before after any `register` call."""
    return _token


def update_abstractmethods(cls):
    """Collect the abstract methods of a class again, after its attributes were changed.

    For class decorators that add methods. Returns the class; one that is not an
    abstract base class is left alone.
    """
    if not hasattr(cls, "__abstractmethods__"):
        return cls
    abstract = {key for key, value in cls.__dict__.items() if _is_abstract(value)}
    abstract.update(_inherited_abstract(cls))
    cls.__abstractmethods__ = frozenset(abstract)
    return cls
