"""Names for the types that the language itself makes, and tools for making classes."""

import sys

__all__ = [
    "AsyncGeneratorType", "BuiltinFunctionType", "BuiltinMethodType", "CellType",
    "ClassMethodDescriptorType", "CodeType", "CoroutineType", "DynamicClassAttribute",
    "EllipsisType", "FrameType", "FunctionType", "GeneratorType", "GenericAlias",
    "GetSetDescriptorType", "LambdaType", "MappingProxyType", "MemberDescriptorType",
    "MethodDescriptorType", "MethodType", "MethodWrapperType", "ModuleType", "NoneType",
    "NotImplementedType", "SimpleNamespace", "TracebackType", "UnionType",
    "WrapperDescriptorType", "coroutine", "new_class", "prepare_class", "resolve_bases",
]


def _specimens():
    """One live object of each kind that no built-in name stands for."""
    captured = None

    def function():
        return captured

    def generator():
        yield

    async def coroutine():
        pass

    async def async_generator():
        yield

    class Slotted:
        __slots__ = ("slot",)

        def method(self):
            pass

    waiting = coroutine()
    waiting.close()
    try:
        raise Exception
    except Exception as error:
        traceback = error.__traceback__
    return (function, function.__code__, function.__closure__[0], generator(), waiting,
            async_generator(), Slotted().method, Slotted.slot, traceback, traceback.tb_frame)


(FunctionType, CodeType, CellType, GeneratorType, CoroutineType, AsyncGeneratorType,
 MethodType, MemberDescriptorType, TracebackType, FrameType) = map(type, _specimens())
del _specimens

LambdaType = FunctionType
BuiltinFunctionType = type(len)
BuiltinMethodType = type([].append)
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
GetSetDescriptorType = type(FunctionType.__code__)
MappingProxyType = type(type.__dict__)
ModuleType = type(sys)
SimpleNamespace = type(sys.implementation)
GenericAlias = type(list[int])
UnionType = type(int | str)
EllipsisType = type(Ellipsis)
NoneType = type(None)
NotImplementedType = type(NotImplemented)


def new_class(name, bases=(), kwds=None, exec_body=None):
    """Make a class as a class statement does.

    `kwds` holds the keyword arguments of the statement (a metaclass among them), and
    `exec_body` is called with the new namespace to fill it.
    """
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    """Replace the bases that are no classes by what their __mro_entries__ say.

    Returns the very object it was given when there is nothing to replace.
    """
    resolved = []
    changed = False
    for base in bases:
        entries = None if isinstance(base, type) else getattr(base, "__mro_entries__", None)
        if entries is None:
            resolved.append(base)
            continue
        changed = True
        replacement = entries(bases)
        if not isinstance(replacement, tuple):
            raise TypeError("__mro_entries__ must return a tuple")
        resolved.extend(replacement)
    return tuple(resolved) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    """Find the metaclass of a class to be and make its namespace.

    Returns (metaclass, namespace, keywords), the last without "metaclass".
    """
    kwds = dict(kwds or ())
    meta = kwds.pop("metaclass", None)
    if meta is None:
        meta = type(bases[0]) if bases else type
    if isinstance(meta, type):
        meta = _most_derived_metaclass(meta, bases)
    prepare = getattr(meta, "__prepare__", None)
    namespace = {} if prepare is None else prepare(name, bases, **kwds)
    return meta, namespace, kwds


def _most_derived_metaclass(meta, bases):
    for base in bases:
        candidate = type(base)
        if issubclass(meta, candidate):
            continue
        if not issubclass(candidate, meta):
            raise TypeError("metaclass conflict: the metaclass of a derived class must be a "
                            "(non-strict) subclass of the metaclasses of all its bases")
        meta = candidate
    return meta


class DynamicClassAttribute:
    """A property of the instances whose name the class looks up in its own way.

    On an instance it behaves as `property`. On the class it raises AttributeError, so
    that the metaclass's __getattr__ is asked. Enumerations use it for `name` and `value`.
    """

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.overwrite_doc = doc is None
        self.__doc__ = getattr(fget, "__doc__", None) if doc is None else doc
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __get__(self, instance, owner=None):
        if instance is None:
            if self.__isabstractmethod__:
                return self
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("can't delete attribute")
        self.fdel(instance)

    def _changed(self, **parts):
        own_doc = None if self.overwrite_doc else self.__doc__
        parts = {"fget": self.fget, "fset": self.fset, "fdel": self.fdel} | parts
        if parts["fget"] is not self.fget and self.overwrite_doc:
            own_doc = getattr(parts["fget"], "__doc__", None)
        copy = type(self)(**parts, doc=own_doc or self.__doc__)
        copy.overwrite_doc = self.overwrite_doc
        return copy

    def getter(self, fget):
        """A copy that reads with another function."""
        return self._changed(fget=fget)

    def setter(self, fset):
        """A copy that writes with another function."""
        return self._changed(fset=fset)

    def deleter(self, fdel):
        """A copy that deletes with another function."""
        return self._changed(fdel=fdel)


class _GeneratorWrapper:
    """Makes a generator-like object awaitable."""

    def __init__(self, wrapped):
        self._wrapped = wrapped
        self._is_generator = type(wrapped) is GeneratorType
        self.__name__ = getattr(wrapped, "__name__", None)
        self.__qualname__ = getattr(wrapped, "__qualname__", None)

    def send(self, value):
        return self._wrapped.send(value)

    def throw(self, kind, *rest):
        return self._wrapped.throw(kind, *rest)

    def close(self):
        return self._wrapped.close()

    def __next__(self):
        return next(self._wrapped)

    def __iter__(self):
        return self._wrapped if self._is_generator else self

    __await__ = __iter__

    @property
    def gi_code(self):
        return self._wrapped.gi_code

    @property
    def gi_frame(self):
        return self._wrapped.gi_frame

    @property
    def gi_running(self):
        return self._wrapped.gi_running

    @property
    def gi_yieldfrom(self):
        return self._wrapped.gi_yieldfrom

    cr_code = gi_code
    cr_frame = gi_frame
    cr_running = gi_running
    cr_await = gi_yieldfrom


_CO_GENERATOR = 0x20
_CO_COROUTINE = 0x80
_CO_ITERABLE_COROUTINE = 0x100


def coroutine(function):
    """Let `await` wait for what a generator function, or a function that returns one, makes."""
    if not callable(function):
        raise TypeError("types.coroutine() expects a callable")
    if type(function) is FunctionType and type(function.__code__) is CodeType:
        flags = function.__code__.co_flags
        if flags & (_CO_COROUTINE | _CO_ITERABLE_COROUTINE):
            return function
        if flags & _CO_GENERATOR:
            function.__code__ = function.__code__.replace(
                co_flags=flags | _CO_ITERABLE_COROUTINE)
            return function

    from functools import wraps

    @wraps(function)
    def wrapped(*args, **kwargs):
        made = function(*args, **kwargs)
        if type(made) is CoroutineType:
            return made
        if type(made) is GeneratorType and made.gi_code.co_flags & _CO_ITERABLE_COROUTINE:
            return made
        from collections.abc import Coroutine, Generator
        if isinstance(made, Generator) and not isinstance(made, Coroutine):
            return _GeneratorWrapper(made)
        return made

    return wrapped
