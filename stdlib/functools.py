"""Functions that make, change and combine functions."""

__all__ = ['update_wrapper', 'wraps', 'WRAPPER_ASSIGNMENTS', 'WRAPPER_UPDATES',
           'total_ordering', 'cache', 'cmp_to_key', 'lru_cache', 'reduce',
           'partial', 'partialmethod', 'singledispatch',
           'singledispatchmethod', 'cached_property']

from abc import get_cache_token
from _functools import _lru_cache_wrapper, cmp_to_key, partial, reduce

_GenericAlias = type(list[int])

# --- Wrappers ---

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__',
                       '__annotations__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS,
                   updated=WRAPPER_UPDATES):
    """Makes wrapper look like wrapped, and returns wrapper.

    The attributes named in assigned are copied where wrapped has them; those
    named in updated are dicts that get wrapped's entries. wrapped itself can
    be found in wrapper.__wrapped__.
    """
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            continue
        setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    # Last, because wrapped's __dict__ may have a __wrapped__ of its own.
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    """A decorator that applies update_wrapper to the function below it."""
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned,
                   updated=updated)


# --- Ordering ---

def _from_root(cls, name, root_name, negate, join):
    """cls's comparison `name` by way of its comparison `root_name`.

    The root's answer is negated if asked; then join, 'or' or 'and', combines
    it with (in)equality.
    """
    def compare(self, other):
        answer = getattr(type(self), root_name)(self, other)
        if answer is NotImplemented:
            return answer
        if negate:
            if join == 'and':
                return not answer and self != other
            if join == 'or':
                return not answer or self == other
            return not answer
        if join == 'and':
            return answer and self != other
        return answer or self == other

    compare.__name__ = name
    compare.__module__ = cls.__module__
    compare.__qualname__ = f'{cls.__qualname__}.{name}'
    compare.__doc__ = f'Derived from {root_name} by total_ordering.'
    return compare


# root: what follows from it, as (name, negate the root's answer, join)
_DERIVED = {
    '__lt__': (('__gt__', True, 'and'), ('__le__', False, 'or'),
               ('__ge__', True, None)),
    '__le__': (('__ge__', True, 'or'), ('__lt__', False, 'and'),
               ('__gt__', True, None)),
    '__gt__': (('__lt__', True, 'and'), ('__ge__', False, 'or'),
               ('__le__', True, None)),
    '__ge__': (('__le__', True, 'or'), ('__gt__', False, 'and'),
               ('__lt__', True, None)),
}


def total_ordering(cls):
    """Class decorator that completes the ordering comparisons from one of them."""
    roots = [op for op in _DERIVED
             if getattr(cls, op, None) is not getattr(object, op, None)]
    if not roots:
        raise ValueError(
            'must define at least one ordering operation: < > <= >=')
    root = next(op for op in ('__lt__', '__le__', '__gt__', '__ge__')
                if op in roots)
    for name, negate, join in _DERIVED[root]:
        if name not in roots:
            setattr(cls, name, _from_root(cls, name, root, negate, join))
    return cls


# --- Partial application in classes ---

class partialmethod:
    """A partial for class bodies: it becomes a method with arguments given."""

    def __init__(self, func, /, *args, **keywords):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
        else:
            self.func = func
            self.args = args
            self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        # There are always three parts, also empty ones.
        args = ', '.join(map(repr, self.args))
        keywords = ', '.join(f'{k}={v!r}' for k, v in self.keywords.items())
        return (f'{cls.__module__}.{cls.__qualname__}'
                f'({self.func!r}, {args}, {keywords})')

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            keywords = {**self.keywords, **keywords}
            return self.func(cls_or_self, *self.args, *args, **keywords)
        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method._partialmethod = self
        return _method

    def __get__(self, obj, cls=None):
        get = getattr(self.func, '__get__', None)
        if get is not None:
            bound = get(obj, cls)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
                return result
        return self._make_unbound_method().__get__(obj, cls)

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)

    __class_getitem__ = classmethod(_GenericAlias)


def _unwrap_partial(func):
    """The function inside any number of partials."""
    while isinstance(func, partial):
        func = func.func
    return func


# --- Caches ---

def __getattr__(name):
    if name == '_CacheInfo':
        from collections import namedtuple
        made = namedtuple(
            'CacheInfo', ['hits', 'misses', 'maxsize', 'currsize'],
            module='functools')
        return globals().setdefault('_CacheInfo', made)
    if name == 'RLock':
        from _thread import RLock
        return RLock
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def _cache_info_of(*counts):
    """What cache_info() returns; its class is made when first asked for."""
    cls = globals().get('_CacheInfo') or __getattr__('_CacheInfo')
    return cls(*counts)


def _cached(function, maxsize, typed):
    wrapper = _lru_cache_wrapper(function, maxsize, typed, _cache_info_of)
    wrapper.cache_parameters = lambda: {'maxsize': maxsize, 'typed': typed}
    return update_wrapper(wrapper, function)


def lru_cache(maxsize=128, typed=False):
    """A decorator that remembers results, those used last first to stay.

    maxsize None keeps all of them. With typed, arguments that are equal but
    of different types are kept apart. The function gets cache_info(),
    cache_clear(), cache_parameters() and __wrapped__.
    """
    if isinstance(maxsize, int):
        maxsize = max(maxsize, 0)
    elif callable(maxsize) and isinstance(typed, bool):
        return _cached(maxsize, 128, typed)
    elif maxsize is not None:
        raise TypeError('Expected first argument to be an integer, '
                        'a callable, or None')
    return lambda function: _cached(function, maxsize, typed)


def cache(user_function, /):
    """lru_cache without a limit."""
    return lru_cache(maxsize=None)(user_function)


_missing = object()


class cached_property:
    """A property that is computed once and then kept in the instance.

    Threads that ask for it at the same moment may each compute it; all of
    them get the value that was stored first.
    """

    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                'Cannot assign the same cached_property to two different names '
                f'({self.attrname!r} and {name!r}).')

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        name = self.attrname
        if name is None:
            raise TypeError('Cannot use cached_property instance without '
                            'calling __set_name__ on it.')
        try:
            kept = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} "
                f'instance to cache {name!r} property.') from None
        value = kept.get(name, _missing)
        if value is _missing:
            value = self.func(instance)
            try:
                value = kept.setdefault(name, value)
            except (AttributeError, TypeError):
                raise TypeError(
                    f"The '__dict__' attribute on {type(instance).__name__!r} "
                    'instance does not support item assignment for caching '
                    f'{name!r} property.') from None
        return value

    __class_getitem__ = classmethod(_GenericAlias)


# --- Dispatch on the first argument's class ---

def _merge_orders(orders):
    """The C3 merge of several class orders."""
    result = []
    while True:
        orders = [order for order in orders if order]
        if not orders:
            return result
        for order in orders:
            candidate = order[0]
            if not any(candidate in other[1:] for other in orders):
                break
        else:
            raise RuntimeError('Inconsistent hierarchy')
        result.append(candidate)
        for order in orders:
            if order[0] is candidate:
                del order[0]


def _c3_mro(cls, abcs=()):
    """The MRO of cls with abstract classes it is registered with put in.

    An abstract class goes after the last base that brings it in, so that the
    explicit bases keep their rank.
    """
    bases = cls.__bases__
    boundary = 0
    for index in range(len(bases), 0, -1):
        if hasattr(bases[index - 1], '__abstractmethods__'):
            boundary = index
            break
    explicit, rest = list(bases[:boundary]), list(bases[boundary:])
    implied = []
    for abc in abcs:
        if issubclass(cls, abc) and not any(issubclass(b, abc) for b in bases):
            implied.append(abc)
    left = [abc for abc in abcs if abc not in implied]
    orders = [[cls]]
    orders += [_c3_mro(base, left)
               for base in (*explicit, *implied, *rest)]
    orders += [explicit, implied, rest]
    return _merge_orders(orders)


def _compose_mro(cls, types):
    """The order in which implementations registered for types suit cls."""
    mro = set(cls.__mro__)
    related = [typ for typ in types
               if typ not in mro and hasattr(typ, '__mro__')
               and not _is_generic_alias(typ) and issubclass(cls, typ)]
    # A class whose subclass is also there comes in with that subclass.
    related = [typ for typ in related
               if not any(other is not typ and typ in other.__mro__
                          for other in related)]
    typeset = set(types)
    abcs = []
    for typ in related:
        found = []
        for sub in typ.__subclasses__():
            if sub not in mro and issubclass(cls, sub):
                found.append([s for s in sub.__mro__ if s in typeset])
        if not found:
            abcs.append(typ)
            continue
        found.sort(key=len, reverse=True)
        for group in found:
            for sub in group:
                if sub not in abcs:
                    abcs.append(sub)
    return _c3_mro(cls, abcs)


def _is_generic_alias(typ):
    return isinstance(typ, _GenericAlias)


def _find_impl(cls, registry):
    """The implementation that suits cls best; RuntimeError when two do."""
    match = None
    for typ in (order := _compose_mro(cls, registry.keys())):
        if match is not None:
            # Two unrelated abstract classes that cls was registered with
            # both match, and nothing says which of them comes first.
            if (typ in registry and typ not in cls.__mro__
                    and match not in cls.__mro__
                    and not issubclass(match, typ)):
                raise RuntimeError(f'Ambiguous dispatch: {match} or {typ}')
            break
        if typ in registry:
            match = typ
    return registry.get(match)


def _union_members(cls):
    """The members of a union type, or None."""
    name = type(cls).__name__
    if name == 'UnionType' or (name == '_UnionGenericAlias'
                               and type(cls).__module__ == 'typing'):
        return cls.__args__
    return None


def _is_dispatch_type(cls):
    if isinstance(cls, type) and not _is_generic_alias(cls):
        return True
    members = _union_members(cls)
    return members is not None and all(
        isinstance(m, type) and not _is_generic_alias(m) for m in members)


def singledispatch(func):
    """Makes func a generic function: the first argument's class chooses.

    Implementations are added with func.register. func.dispatch(cls) tells
    which one a class gets, func.registry which there are.
    """
    from types import MappingProxyType
    from weakref import WeakKeyDictionary

    registry = {}
    # The choices, and the state of the abstract classes that they hold for.
    # What changes the registry puts others in their place, so that a choice
    # that another thread was making meanwhile goes where nobody looks.
    chosen = get_cache_token(), WeakKeyDictionary()
    # Is there an abstract class in the registry?
    abstract = False

    def choose_anew():
        nonlocal chosen
        token, cache = get_cache_token(), WeakKeyDictionary()
        cache.clear()  # whoever put a factory of their own in its place may get the same one again
        chosen = token, cache

    def dispatch(cls):
        """The implementation for a class."""
        token, cache = chosen
        if abstract and token != get_cache_token():
            choose_anew()
            token, cache = chosen
        try:
            return cache[cls]
        except KeyError:
            pass
        implementation = registry.get(cls)
        if implementation is None:
            implementation = _find_impl(cls, registry.copy())
        cache[cls] = implementation
        return implementation

    def register(cls, func=None):
        """Adds an implementation for a class; also as a decorator.

        As a plain decorator the class is the first annotation's.
        """
        nonlocal abstract
        if _is_dispatch_type(cls):
            if func is None:
                return lambda f: register(cls, f)
        else:
            if func is not None:
                raise TypeError(
                    f'Invalid first argument to `register()`. '
                    f'{cls!r} is not a class or union type.')
            if not getattr(cls, '__annotations__', {}):
                raise TypeError(
                    f'Invalid first argument to `register()`: {cls!r}. '
                    'Use either `@register(some_class)` or plain `@register` '
                    'on an annotated function.')
            func = cls
            from typing import get_type_hints
            name, cls = next(iter(get_type_hints(func).items()))
            if not _is_dispatch_type(cls):
                if _union_members(cls) is not None:
                    raise TypeError(f'Invalid annotation for {name!r}. '
                                    f'{cls!r} not all arguments are classes.')
                raise TypeError(f'Invalid annotation for {name!r}. '
                                f'{cls!r} is not a class.')
        for member in _union_members(cls) or (cls,):
            registry[member] = func
        if hasattr(cls, '__abstractmethods__'):
            abstract = True
        choose_anew()
        return func

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{name} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    name = getattr(func, '__name__', 'singledispatch function')
    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = choose_anew
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    """singledispatch for methods: the argument after self chooses."""

    def __init__(self, func):
        if not callable(func) and not hasattr(func, '__get__'):
            raise TypeError(f'{func!r} is not callable or a descriptor')
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        """Adds an implementation for a class; also as a decorator."""
        return self.dispatcher.register(cls, func=method)

    def __get__(self, obj, cls=None):
        def _method(*args, **kwargs):
            method = self.dispatcher.dispatch(args[0].__class__)
            return method.__get__(obj, cls)(*args, **kwargs)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, '__isabstractmethod__', False)
