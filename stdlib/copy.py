"""Shallow and deep copies.

A class takes part with __copy__ and __deepcopy__, or with the methods that pickling uses
(__reduce_ex__, __reduce__, __getstate__, __setstate__).
"""

from copyreg import dispatch_table
import types
import weakref

__all__ = ["Error", "copy", "deepcopy"]


class Error(Exception):
    """Raised for what cannot be copied."""


error = Error

_ATOMIC = frozenset((
    type(None), type(Ellipsis), type(NotImplemented), int, float, bool, complex, str, bytes,
    type, range, property, types.FunctionType, types.BuiltinFunctionType, types.CodeType,
    weakref.ref,
))
# A shallow copy of an immutable container is the container itself.
_SHARED = _ATOMIC | {tuple, frozenset, slice}
_COPIED_BY_METHOD = {list: list.copy, dict: dict.copy, set: set.copy, bytearray: bytearray.copy}


def copy(x):
    """Return a new object with the same contents as x, which are not copied themselves."""
    cls = type(x)
    if cls in _SHARED:
        return x
    method = _COPIED_BY_METHOD.get(cls)
    if method is not None:
        return method(x)
    if issubclass(cls, type):
        return x
    method = getattr(cls, "__copy__", None)
    if method is not None:
        return method(x)
    reduced = _reduce(x, cls)
    if isinstance(reduced, str):
        return x
    return _rebuild(x, None, *reduced)


def deepcopy(x, memo=None, _nil=[]):
    """Return a new object with copies of everything in x.

    `memo` remembers what was copied already, so that an object that occurs twice, or contains
    itself, is copied once.
    """
    if memo is None:
        memo = {}
    key = id(x)
    known = memo.get(key, _nil)
    if known is not _nil:
        return known

    cls = type(x)
    if cls in _ATOMIC:
        return x
    copier = _DEEP.get(cls)
    if copier is not None:
        made = copier(x, memo)
    elif issubclass(cls, type):
        return x
    else:
        method = getattr(x, "__deepcopy__", None)
        if method is not None:
            made = method(memo)
        else:
            reduced = _reduce(x, cls)
            made = x if isinstance(reduced, str) else _rebuild(x, memo, *reduced)
    if made is not x:
        memo[key] = made
        _keep_alive(x, memo)
    return made


def _reduce(x, cls):
    reductor = dispatch_table.get(cls)
    if reductor is not None:
        return reductor(x)
    reductor = getattr(x, "__reduce_ex__", None)
    if reductor is not None:
        return reductor(4)
    reductor = getattr(x, "__reduce__", None)
    if reductor is not None:
        return reductor()
    raise Error(f"un(deep)copyable object of type {cls}")


def _keep_alive(x, memo):
    # The memo goes by id: an original must live as long as the memo does, or its id is used again.
    # The list of them is in the memo itself, under the memo's id.
    memo.setdefault(id(memo), []).append(x)


def _deep_list(x, memo):
    made = []
    memo[id(x)] = made
    for item in x:
        made.append(deepcopy(item, memo))
    return made


def _deep_tuple(x, memo):
    items = [deepcopy(item, memo) for item in x]
    # A tuple that contains itself was finished on the way here.
    made = memo.get(id(x))
    if made is not None:
        return made
    for old, new in zip(x, items):
        if old is not new:
            return tuple(items)
    return x


def _deep_dict(x, memo):
    made = {}
    memo[id(x)] = made
    for key, value in x.items():
        made[deepcopy(key, memo)] = deepcopy(value, memo)
    return made


def _deep_method(x, memo):
    return type(x)(x.__func__, deepcopy(x.__self__, memo))


_DEEP = {list: _deep_list, tuple: _deep_tuple, dict: _deep_dict, types.MethodType: _deep_method}
_deepcopy_dispatch = _DEEP


def _rebuild(x, memo, function, args, state=None, items=None, pairs=None, *, deepcopy=deepcopy):
    """Make an object from the parts that reducing `x` gave; memo is None for a shallow copy."""
    deep = memo is not None
    if deep and args:
        args = tuple(deepcopy(arg, memo) for arg in args)
    made = function(*args)
    if deep:
        memo[id(x)] = made

    if state is not None:
        if deep:
            state = deepcopy(state, memo)
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            slots = None
            if isinstance(state, tuple) and len(state) == 2:
                state, slots = state
            if state is not None:
                made.__dict__.update(state)
            if slots is not None:
                for name, value in slots.items():
                    setattr(made, name, value)

    if items is not None:
        for item in items:
            made.append(deepcopy(item, memo) if deep else item)
    if pairs is not None:
        for key, value in pairs:
            if deep:
                key, value = deepcopy(key, memo), deepcopy(value, memo)
            made[key] = value
    return made
