"""Functions that say how objects of a type are copied and pickled."""

__all__ = ["add_extension", "clear_extension_cache", "constructor", "pickle",
           "remove_extension"]

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    """Have instances of a type reduced by a function."""
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function
    if constructor_ob is not None:
        constructor(constructor_ob)


def constructor(object):
    """Check that something can be called to make objects."""
    if not callable(object):
        raise TypeError("constructors must be callable")


def pickle_complex(c):
    return complex, (c.real, c.imag)


pickle(complex, pickle_complex, complex)


def pickle_union(obj):
    import functools
    import operator
    return functools.reduce, (operator.or_, obj.__args__)


pickle(type(int | str), pickle_union)


def _reconstructor(cls, base, state):
    """Make an instance of `cls` whose built-in part is `state` (protocols 0 and 1)."""
    if base is object:
        return object.__new__(cls)
    made = base.__new__(cls, state)
    if base.__init__ is not object.__init__:
        base.__init__(made, state)
    return made


_HEAP_TYPE = 1 << 9


def _native_base(cls):
    """The nearest base that no class statement made."""
    method_type = type(object.__new__)
    for base in cls.__mro__:
        if hasattr(base, "__flags__") and not base.__flags__ & _HEAP_TYPE:
            return base
        new = base.__dict__.get("__new__")
        if isinstance(new, method_type) and getattr(new, "__self__", None) is base:
            return base
    return object


def _shown(cls):
    """The name of a class in messages: with its module's, when no class statement made it."""
    if cls.__flags__ & _HEAP_TYPE or cls.__module__ == "builtins":
        return cls.__name__
    return f"{cls.__module__}.{cls.__qualname__}"


def _reduce_ex(self, proto):
    """object.__reduce_ex__ for protocols 0 and 1."""
    cls = self.__class__
    base = _native_base(cls)
    if base is object:
        state = None
    elif base is cls:
        raise TypeError(f"cannot pickle {cls.__name__!r} object")
    else:
        state = base(self)
    args = (cls, base, state)
    try:
        getstate = self.__getstate__
    except AttributeError:
        if getattr(self, "__slots__", None):
            raise TypeError(f"cannot pickle {cls.__name__!r} object: a class that defines "
                            "__slots__ without defining __getstate__ cannot be pickled "
                            f"with protocol {proto}") from None
        values = getattr(self, "__dict__", None)
    else:
        if (getattr(self, "__slots__", None)
                and getattr(cls, "__getstate__", None) is getattr(object, "__getstate__", None)):
            raise TypeError(f"a class that defines __slots__ without defining __getstate__ "
                            f"cannot be pickled with protocol {proto}")
        values = getstate()
    return (_reconstructor, args, values) if values else (_reconstructor, args)


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def _mangled(cls, name):
    if name.startswith("__") and not name.endswith("__"):
        stripped = cls.__name__.lstrip("_")
        if stripped:
            return f"_{stripped}{name}"
    return name


def _slotnames(cls):
    """The names of all slots of a class and its bases that hold values; kept in __slotnames__."""
    known = cls.__dict__.get("__slotnames__")
    if known is not None:
        return known
    names = []
    for base in cls.__mro__ if hasattr(cls, "__slots__") else ():
        slots = base.__dict__.get("__slots__", ())
        if isinstance(slots, str):
            slots = (slots,)
        names.extend(_mangled(base, name) for name in slots
                     if name not in ("__dict__", "__weakref__"))
    try:
        cls.__slotnames__ = names
    except Exception:
        pass  # a class that takes no new attributes works without the note
    return names


# Short codes for classes, in pickles.
_extension_registry = {}  # (module, name) -> code
_inverted_registry = {}   # code -> (module, name)
_extension_cache = {}     # code -> object


def add_extension(module, name, code):
    """Give (module, name) a number from 1 to 2**31 - 1."""
    code = int(code)
    if not 1 <= code <= 0x7FFFFFFF:
        raise ValueError("code out of range")
    key = (module, name)
    if _extension_registry.get(key) == code and _inverted_registry.get(code) == key:
        return
    if key in _extension_registry:
        raise ValueError(f"key {key} is already registered with code {_extension_registry[key]}")
    if code in _inverted_registry:
        raise ValueError(f"code {code} is already in use for key {_inverted_registry[code]}")
    _extension_registry[key] = code
    _inverted_registry[code] = key


def remove_extension(module, name, code):
    """Take back what add_extension did."""
    key = (module, name)
    if _extension_registry.get(key) != code or _inverted_registry.get(code) != key:
        raise ValueError(f"key {key} is not registered with code {code}")
    del _extension_registry[key]
    del _inverted_registry[code]
    _extension_cache.pop(code, None)


def clear_extension_cache():
    _extension_cache.clear()


_absent = object()


def _in_mro(cls, name):
    """What a class or the first base that has the name says it is; or _absent."""
    for base in cls.__mro__:
        found = base.__dict__.get(name, _absent)
        if found is not _absent:
            return found
    return _absent


def _special_method(obj, name):
    """A method of the class, bound, as operators find theirs; or _absent.

    Neither the instance's own attributes nor its metaclass's __getattr__ have a say.
    """
    cls = type(obj)
    if type(cls) is type and not hasattr(cls, name):
        return _absent  # as for most classes; `type` itself has nothing to add
    method = _in_mro(cls, name)
    get = _in_mro(type(method), "__get__")
    return method if get is _absent else get(method, obj, cls)


def _new_arguments(obj):
    """(positional, keyword) arguments for __new__, or None when the class does not say."""
    method = _special_method(obj, "__getnewargs_ex__")
    if method is not _absent:
        given = method()
        if not isinstance(given, tuple):
            raise TypeError("__getnewargs_ex__ should return a tuple, "
                            f"not '{type(given).__name__}'")
        if len(given) != 2:
            raise ValueError("__getnewargs_ex__ should return a tuple of length 2, "
                             f"not {len(given)}")
        for what, value, kind in zip(("first", "second"), given, (tuple, dict)):
            if not isinstance(value, kind):
                raise TypeError(f"{what} item of the tuple returned by __getnewargs_ex__ must be "
                                f"a {kind.__name__}, not '{type(value).__name__}'")
        return given
    method = _special_method(obj, "__getnewargs__")
    if method is not _absent:
        args = method()
        if not isinstance(args, tuple):
            raise TypeError("__getnewargs__ should return a tuple, "
                            f"not '{type(args).__name__}'")
        return args, {}
    return None


def _reduce(obj, protocol):
    """What object.__reduce_ex__ returns."""
    if protocol < 2:
        return _reduce_ex(obj, protocol)
    cls = type(obj)
    given = _new_arguments(obj)
    is_list, is_dict = isinstance(obj, list), isinstance(obj, dict)
    if given is None and not is_list and not is_dict:
        base = _native_base(cls)
        if base is not object and type(obj).__getstate__ is object.__getstate__:
            raise TypeError(f"cannot pickle '{_shown(cls)}' object")
    args, kwargs = given or ((), {})
    state = obj.__getstate__()
    if kwargs:
        made = (__newobj_ex__, (cls, args, kwargs))
    else:
        made = (__newobj__, (cls, *args))
    return (*made, state, iter(obj) if is_list else None, iter(obj.items()) if is_dict else None)
