"""Annotations: what to write for types that are not simply classes.

Nothing here is checked when a program runs, except by isinstance() with the
protocols that allow it.

How it hangs together: a special form (Union, Literal, ...) is an instance of
_SpecialForm; subscribing one, or a generic class, gives an instance of
_GenericAlias with an origin, arguments and the type variables among them.
Type variables know by themselves how to be replaced: __typing_subst__ and
__typing_prepare_subst__, which list[T] and the like use as well.
"""

from abc import ABCMeta, abstractmethod
import _collections_abc
import functools
import operator
import sys
import types
from types import (GenericAlias, MethodDescriptorType, MethodWrapperType,
                   WrapperDescriptorType)

__all__ = [
    # Building blocks
    'Annotated', 'Any', 'Callable', 'ClassVar', 'Concatenate', 'Final',
    'ForwardRef', 'Generic', 'Literal', 'Optional', 'ParamSpec', 'Protocol',
    'Tuple', 'Type', 'TypeVar', 'TypeVarTuple', 'Union',
    # Abstract base classes
    'AbstractSet', 'ByteString', 'Container', 'ContextManager', 'Hashable',
    'ItemsView', 'Iterable', 'Iterator', 'KeysView', 'Mapping', 'MappingView',
    'MutableMapping', 'MutableSequence', 'MutableSet', 'Sequence', 'Sized',
    'ValuesView', 'Awaitable', 'AsyncIterator', 'AsyncIterable', 'Coroutine',
    'Collection', 'AsyncGenerator', 'AsyncContextManager',
    # Protocols
    'Reversible', 'SupportsAbs', 'SupportsBytes', 'SupportsComplex',
    'SupportsFloat', 'SupportsIndex', 'SupportsInt', 'SupportsRound',
    # Concrete collections
    'ChainMap', 'Counter', 'Deque', 'Dict', 'DefaultDict', 'List',
    'OrderedDict', 'Set', 'FrozenSet', 'NamedTuple', 'TypedDict', 'Generator',
    # Others
    'BinaryIO', 'IO', 'Match', 'Pattern', 'TextIO',
    # Functions and the like
    'AnyStr', 'assert_type', 'assert_never', 'cast', 'clear_overloads',
    'dataclass_transform', 'final', 'get_args', 'get_origin', 'get_overloads',
    'get_type_hints', 'is_typeddict', 'LiteralString', 'Never', 'NewType',
    'no_type_check', 'no_type_check_decorator', 'NoReturn', 'NotRequired',
    'overload', 'ParamSpecArgs', 'ParamSpecKwargs', 'Required', 'reveal_type',
    'runtime_checkable', 'Self', 'Text', 'TYPE_CHECKING', 'TypeAlias',
    'TypeGuard', 'Unpack',
]

TYPE_CHECKING = False
Text = str
_NoneType = type(None)
_ABC_CALLABLE = _collections_abc.Callable


def _caller(depth=1, default='__main__'):
    """The name of the module that called our caller; None if unknown."""
    try:
        return sys._getframe(depth + 1).f_globals.get('__name__', default)
    except (AttributeError, ValueError):
        return None


def _set_module(obj):
    """obj was made by the caller's caller: that is its module."""
    module = _caller(2)
    if module != 'typing':
        obj.__module__ = module


# --- Checking arguments ---

def _type_convert(arg, module=None, *, allow_special_forms=False):
    """None as its type, and text as a forward reference."""
    if arg is None:
        return _NoneType
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *,
                allow_special_forms=False):
    """The argument converted; TypeError when it cannot stand for a type."""
    arg = _type_convert(arg, module=module,
                        allow_special_forms=allow_special_forms)
    if isinstance(arg, _GenericAlias):
        origin = arg.__origin__
        if (origin in (Generic, Protocol)
                or not allow_special_forms
                and (origin is ClassVar or (is_argument and origin is Final))):
            raise TypeError(f'{arg} is not valid as type argument')
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return arg
    if allow_special_forms and arg in (ClassVar, Final):
        return arg
    if isinstance(arg, _SpecialForm) or arg in (Generic, Protocol):
        raise TypeError(f'Plain {arg} is not valid as type argument')
    if type(arg) is tuple:
        raise TypeError(f'{msg} Got {arg!r:.100}.')
    return arg


def _is_param_expr(arg):
    """Whether arg may stand for the parameters of a callable."""
    return arg is ... or isinstance(
        arg, (tuple, list, ParamSpec, _ConcatenateGenericAlias))


def _is_flat_callable(tp, args):
    """Whether args of a Callable are the parameters one by one, and the result."""
    return (tp.__origin__ is _ABC_CALLABLE
            and not (len(args) == 2 and _is_param_expr(args[0])))


def _type_repr(obj):
    """A type as it is shown inside others."""
    if isinstance(obj, GenericAlias):
        return repr(obj)
    if isinstance(obj, type):
        if obj.__module__ == 'builtins':
            return obj.__qualname__
        return f'{obj.__module__}.{obj.__qualname__}'
    if obj is ...:
        return '...'
    if isinstance(obj, types.FunctionType):
        return obj.__name__
    return repr(obj)


def _collect_parameters(args):
    """The type variables in args, each once, in order of appearance."""
    found = {}
    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, tuple):
            found.update(dict.fromkeys(_collect_parameters(arg)))
        elif hasattr(arg, '__typing_subst__'):
            found[arg] = None
        else:
            found.update(dict.fromkeys(getattr(arg, '__parameters__', ())))
    return tuple(found)


def _wrong_count(what, actual, expected):
    many = 'many' if actual > expected else 'few'
    return TypeError(f'Too {many} arguments for {what}; actual {actual}, '
                     f'expected {expected}')


def _check_generic(cls, parameters, expected):
    if not expected:
        raise TypeError(f'{cls} is not a generic class')
    if len(parameters) != expected:
        raise _wrong_count(cls, len(parameters), expected)


def _unpack_args(args):
    """args with the items of unpacked tuples of fixed length in their place."""
    result = []
    for arg in args:
        items = getattr(arg, '__typing_unpacked_tuple_args__', None)
        if items is not None and not (items and items[-1] is ...):
            result.extend(items)
        else:
            result.append(arg)
    return result


def _is_unpacked(arg):
    return ((isinstance(arg, _GenericAlias) and arg.__origin__ is Unpack)
            or (isinstance(arg, GenericAlias)
                and getattr(arg, '__unpacked__', False)))


def _is_unpacked_typevartuple(arg):
    return (not isinstance(arg, type)
            and getattr(arg, '__typing_is_unpacked_typevartuple__', False))


def _is_dunder(attr):
    return attr.startswith('__') and attr.endswith('__')


def _substitute(params, alias, args):
    """The argument for each of alias's type variables, by variable."""
    for param in params:
        prepare = getattr(param, '__typing_prepare_subst__', None)
        if prepare is not None:
            args = prepare(alias, args)
    if len(args) != len(params):
        raise _wrong_count(alias, len(args), len(params))
    return dict(zip(params, args))


_cleanups = []


def _tp_cache(func=None, /, *, typed=False):
    """Keeps the results of a function whose arguments are usually hashable."""
    def decorator(func):
        cached = functools.lru_cache(typed=typed)(func)
        _cleanups.append(cached.cache_clear)

        @functools.wraps(func)
        def inner(*args, **kwds):
            try:
                return cached(*args, **kwds)
            except TypeError:
                # Unhashable arguments, or a real error: that comes again.
                pass
            return func(*args, **kwds)
        return inner
    return decorator if func is None else decorator(func)


# --- Special forms ---

class _Final:
    """A class that programs must not derive from."""

    __slots__ = ('__weakref__',)

    def __init_subclass__(cls, /, *args, **kwds):
        if '_root' not in kwds:
            raise TypeError('Cannot subclass special typing classes')


class _Immutable:
    """A value that is its own copy."""

    __slots__ = ()

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _NotIterable:
    """Says that a class with __getitem__ is no iterable."""

    __slots__ = ()
    __iter__ = None


class _Unionable:
    """X | Y means Union[X, Y]."""

    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# Something with a meaning of its own; its function does the subscription.
class _SpecialForm(_Unionable, _Final, _NotIterable, _root=True):

    __slots__ = ('_name', '__doc__', '_getitem')

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in ('__name__', '__qualname__'):
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f'Cannot subclass {self!r}')

    def __repr__(self):
        return f'typing.{self._name}'

    def __reduce__(self):
        return self._name

    def __call__(self, *args, **kwds):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __instancecheck__(self, obj):
        raise TypeError(f'{self} cannot be used with isinstance()')

    def __subclasscheck__(self, cls):
        raise TypeError(f'{self} cannot be used with issubclass()')

    @_tp_cache
    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


# Literal: 1 and True are different arguments.
class _LiteralSpecialForm(_SpecialForm, _root=True):

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return self._getitem(self, *parameters)


class _AnyMeta(type):

    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError('typing.Any cannot be used with isinstance()')
        return super().__instancecheck__(obj)

    def __repr__(self):
        return 'typing.Any' if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Any type at all: fits everything, and everything fits it."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError('Any cannot be instantiated')
        return super().__new__(cls, *args, **kwargs)


def _plain_form(function):
    """A special form that takes no arguments."""
    def not_subscriptable(self, parameters):
        raise TypeError(f'{self} is not subscriptable')
    not_subscriptable.__name__ = function.__name__
    not_subscriptable.__doc__ = function.__doc__
    return _SpecialForm(not_subscriptable)


@_plain_form
def NoReturn():
    """The result of a function that never returns."""


@_plain_form
def Never():
    """The type that has no values."""


@_plain_form
def Self():
    """The class that a method is called on."""


@_plain_form
def LiteralString():
    """Any str that is written out in the program."""


@_plain_form
def TypeAlias():
    """Marks an assignment that gives a type another name."""


def _single(self, parameters):
    item = _type_check(parameters, f'{self} accepts only single type.')
    return _GenericAlias(self, (item,))


@_SpecialForm
def ClassVar(self, parameters):
    """ClassVar[X]: an attribute of the class, not of instances."""
    return _single(self, parameters)


@_SpecialForm
def Final(self, parameters):
    """Final, Final[X]: a name that is assigned once."""
    return _single(self, parameters)


@_SpecialForm
def TypeGuard(self, parameters):
    """TypeGuard[X]: a bool that says that the argument is an X."""
    return _single(self, parameters)


@_SpecialForm
def Union(self, parameters):
    """Union[X, Y]: an X or a Y; the same as X | Y."""
    if parameters == ():
        raise TypeError('Cannot take a Union of no types.')
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    members = []
    for p in parameters:
        p = _type_check(p, 'Union[arg, ...]: each arg must be a type.')
        if isinstance(p, (_UnionGenericAlias, types.UnionType)):
            members.extend(p.__args__)
        else:
            members.append(p)
    members = tuple(dict.fromkeys(members))
    if len(members) == 1:
        return members[0]
    if len(members) == 2 and _NoneType in members:
        return _UnionGenericAlias(self, members, name='Optional')
    return _UnionGenericAlias(self, members)


@_SpecialForm
def Optional(self, parameters):
    """Optional[X]: an X or None."""
    arg = _type_check(parameters, f'{self} requires a single type.')
    return Union[arg, _NoneType]


def _with_types(values):
    """(value, its type) for each value: tells 1 from True."""
    return [(value, type(value)) for value in values]


@_LiteralSpecialForm
@_tp_cache(typed=True)
def Literal(self, *parameters):
    """Literal[1, 'a']: one of these values."""
    values = []
    for p in parameters:
        if isinstance(p, _LiteralGenericAlias):
            values.extend(p.__args__)
        else:
            values.append(p)
    try:
        values = [v for v, _ in dict.fromkeys(_with_types(values))]
    except TypeError:
        pass  # unhashable values are taken as they are
    return _LiteralGenericAlias(self, tuple(values))


@_SpecialForm
def Concatenate(self, parameters):
    """Concatenate[X, P]: the parameters of P after one more."""
    if parameters == ():
        raise TypeError('Cannot take a Concatenate of no types.')
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    *first, last = parameters
    if last is not ... and not isinstance(last, ParamSpec):
        raise TypeError('The last parameter to Concatenate should be a '
                        'ParamSpec variable or ellipsis.')
    msg = 'Concatenate[arg, ...]: each arg must be a type.'
    first = [_type_check(p, msg) for p in first]
    return _ConcatenateGenericAlias(self, (*first, last),
                                    _paramspec_tvars=True)


@_SpecialForm
def Unpack(self, parameters):
    """Unpack[Ts]: the types of a TypeVarTuple one by one; the same as *Ts."""
    item = _type_check(parameters, f'{self} accepts only single type.')
    return _UnpackGenericAlias(origin=self, args=(item,))


def _single_key(self, parameters):
    item = _type_check(parameters, f'{self._name} accepts only a single type.')
    return _GenericAlias(self, (item,))


@_SpecialForm
def Required(self, parameters):
    """Required[X]: a key that a TypedDict must have."""
    return _single_key(self, parameters)


@_SpecialForm
def NotRequired(self, parameters):
    """NotRequired[X]: a key that a TypedDict may lack."""
    return _single_key(self, parameters)


# --- Forward references ---

class ForwardRef(_Unionable, _Final, _root=True):
    """A type given as text, to be evaluated later."""

    __slots__ = ('__forward_arg__', '__forward_code__',
                 '__forward_evaluated__', '__forward_value__',
                 '__forward_is_argument__', '__forward_is_class__',
                 '__forward_module__')

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f'Forward reference must be a string -- got {arg!r}')
        # A star is no expression, but the item of a tuple may have one.
        source = f'({arg},)[0]' if arg[0] == '*' else arg
        try:
            code = compile(source, '<string>', 'eval')
        except SyntaxError:
            raise SyntaxError('Forward reference must be an expression -- '
                              f'got {arg!r}')
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, recursive_guard):
        if self.__forward_arg__ in recursive_guard:
            return self
        if not self.__forward_evaluated__ or localns is not globalns:
            if globalns is None and localns is None:
                globalns = localns = {}
            elif globalns is None:
                globalns = localns
            elif localns is None:
                localns = globalns
            if self.__forward_module__ is not None:
                module = sys.modules.get(self.__forward_module__, None)
                globalns = getattr(module, '__dict__', globalns)
            found = _type_check(
                eval(self.__forward_code__, globalns, localns),
                'Forward references must evaluate to types.',
                is_argument=self.__forward_is_argument__,
                allow_special_forms=self.__forward_is_class__)
            self.__forward_value__ = _eval_type(
                found, globalns, localns,
                recursive_guard | {self.__forward_arg__})
            self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        if self.__forward_arg__ != other.__forward_arg__:
            return False
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return self.__forward_value__ == other.__forward_value__
        return self.__forward_module__ == other.__forward_module__

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __repr__(self):
        module = self.__forward_module__
        where = '' if module is None else f', module={module!r}'
        return f'ForwardRef({self.__forward_arg__!r}{where})'


def _eval_type(t, globalns, localns, recursive_guard=frozenset()):
    """t with the forward references in it evaluated."""
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, recursive_guard)
    if not isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        return t
    if isinstance(t, GenericAlias):
        args = tuple(ForwardRef(a) if isinstance(a, str) else a
                     for a in t.__args__)
        unpacked = t.__unpacked__
        if _is_flat_callable(t, args):
            t = t.__origin__[args[:-1], args[-1]]
        else:
            t = t.__origin__[args]
        if unpacked:
            t = Unpack[t]
    args = tuple(_eval_type(a, globalns, localns, recursive_guard)
                 for a in t.__args__)
    return _with_args(t, args)


def _with_args(t, args):
    """The generic type t with other arguments."""
    if args == t.__args__:
        return t
    if isinstance(t, GenericAlias):
        return GenericAlias(t.__origin__, args)
    if isinstance(t, types.UnionType):
        return functools.reduce(operator.or_, args)
    return t.copy_with(args)


# --- Type variables ---

class _ByName:
    """Pickled as the global name."""

    def __reduce__(self):
        return self.__name__


class _BoundVariance(_Unionable):
    """What TypeVar and ParamSpec have in common."""

    def __init__(self, bound, covariant, contravariant):
        if covariant and contravariant:
            raise ValueError('Bivariant types are not supported.')
        self.__covariant__ = bool(covariant)
        self.__contravariant__ = bool(contravariant)
        self.__bound__ = (_type_check(bound, 'Bound must be a type.')
                          if bound else None)

    def __repr__(self):
        sign = ('+' if self.__covariant__
                else '-' if self.__contravariant__ else '~')
        return sign + self.__name__


class TypeVar(_Final, _Immutable, _BoundVariance, _ByName, _root=True):
    """A type variable: TypeVar('T'), TypeVar('A', str, bytes), TypeVar('C', bound=X)."""

    def __init__(self, name, *constraints, bound=None, covariant=False,
                 contravariant=False):
        self.__name__ = name
        super().__init__(bound, covariant, contravariant)
        if constraints and bound is not None:
            raise TypeError('Constraints cannot be combined with bound=...')
        if len(constraints) == 1:
            raise TypeError('A single constraint is not allowed')
        msg = 'TypeVar(name, constraint, ...): constraints must be types.'
        self.__constraints__ = tuple(_type_check(t, msg) for t in constraints)
        _set_module(self)

    def __typing_subst__(self, arg):
        arg = _type_check(arg, 'Parameters to generic types must be types.',
                          is_argument=True)
        if _is_unpacked(arg):
            raise TypeError(f'{arg} is not valid as type argument')
        return arg


class TypeVarTuple(_Final, _Immutable, _ByName, _root=True):
    """Any number of types: TypeVarTuple('Ts'), used as *Ts."""

    def __init__(self, name):
        self.__name__ = name
        _set_module(self)

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__

    def __typing_subst__(self, arg):
        raise TypeError('Substitution of bare TypeVarTuple is not supported')

    def __typing_prepare_subst__(self, alias, args):
        """args with what falls to this variable as one tuple.

        An argument *tuple[X, ...] stands for as many X as are wanted: it also
        fills up for variables before and after this one.
        """
        params = alias.__parameters__
        before = params.index(self)
        if any(isinstance(p, TypeVarTuple) for p in params[before + 1:]):
            raise TypeError(f'More than one TypeVarTuple parameter in {alias}')
        after = len(params) - before - 1
        left, right = before, after
        endless = None
        fill = None
        for k, arg in enumerate(args):
            if isinstance(arg, type):
                continue
            items = getattr(arg, '__typing_unpacked_tuple_args__', None)
            if items and len(items) == 2 and items[-1] is ...:
                if endless is not None:
                    raise TypeError('More than one unpacked arbitrary-length '
                                    'tuple argument')
                endless = k
                fill = items[0]
        if endless is not None:
            left = min(left, endless)
            right = min(right, len(args) - endless - 1)
        elif left + right > len(args):
            raise TypeError(f'Too few arguments for {alias}; actual '
                            f'{len(args)}, expected at least '
                            f'{len(params) - 1}')
        end = len(args) - right
        return (*args[:left], *[fill] * (before - left),
                tuple(args[left:end]), *[fill] * (after - right), *args[end:])


class _ParamSpecPart(_Final, _Immutable, _root=True):
    """The positional or the keyword arguments of a ParamSpec."""

    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f'{self.__origin__.__name__}.{self._part}'

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__origin__ == other.__origin__

    __hash__ = None


class ParamSpecArgs(_ParamSpecPart, _root=True):
    """P.args of a ParamSpec P."""

    _part = 'args'


class ParamSpecKwargs(_ParamSpecPart, _root=True):
    """P.kwargs of a ParamSpec P."""

    _part = 'kwargs'


class ParamSpec(_Final, _Immutable, _BoundVariance, _ByName, _root=True):
    """The parameters of a callable: P = ParamSpec('P'), Callable[P, R]."""

    @property
    def args(self):
        return ParamSpecArgs(self)

    @property
    def kwargs(self):
        return ParamSpecKwargs(self)

    def __init__(self, name, *, bound=None, covariant=False,
                 contravariant=False):
        self.__name__ = name
        super().__init__(bound, covariant, contravariant)
        _set_module(self)

    def __typing_subst__(self, arg):
        if isinstance(arg, (list, tuple)):
            return tuple(_type_check(a, 'Expected a type.') for a in arg)
        if not _is_param_expr(arg):
            raise TypeError('Expected a list of types, an ellipsis, '
                            f'ParamSpec, or Concatenate. Got {arg}')
        return arg

    def __typing_prepare_subst__(self, alias, args):
        params = alias.__parameters__
        i = params.index(self)
        if i >= len(args):
            raise TypeError(f'Too few arguments for {alias}')
        # As the only variable it takes all arguments: Z[int, str].
        if len(params) == 1 and not _is_param_expr(args[0]):
            return (args,)
        if isinstance(args[i], list):
            return (*args[:i], tuple(args[i]), *args[i + 1:])
        return args


# --- Generic types with arguments ---

class _BaseGenericAlias(_Final, _root=True):
    """A generic type with or without arguments: an origin by another name."""

    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None  # hides the descriptor of the class

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f'Type {self._name} cannot be instantiated; use '
                            f'{self.__origin__.__name__}() instead')
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except AttributeError:
            pass
        return result

    def __mro_entries__(self, bases):
        entries = []
        if self.__origin__ not in bases:
            entries.append(self.__origin__)
        later = bases[bases.index(self) + 1:]
        if not any(isinstance(b, _BaseGenericAlias) or issubclass(b, Generic)
                   for b in later):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return self._name or self.__origin__.__name__
        if '__origin__' in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, val):
        if (_is_dunder(attr)
                or attr in ('_name', '_inst', '_nparams', '_paramspec_tvars')):
            super().__setattr__(attr, val)
        else:
            setattr(self.__origin__, attr, val)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError('Subscripted generics cannot be used with class and '
                        'instance checks')

    def __dir__(self):
        names = {a for a in dir(self.__origin__) if not _is_dunder(a)}
        return list(names.union(super().__dir__()))


class _GenericAlias(_BaseGenericAlias, _Unionable, _root=True):
    # A generic type with arguments. No docstring: instances show that of their origin.

    def __init__(self, origin, args, *, inst=True, name=None,
                 _paramspec_tvars=False):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = tuple(... if a is _TypingEllipsis else a for a in args)
        self.__parameters__ = _collect_parameters(args)
        self._paramspec_tvars = _paramspec_tvars
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return (self.__origin__ == other.__origin__
                and self.__args__ == other.__args__)

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    @_tp_cache
    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f'Cannot subscript already-subscripted {self}')
        if not self.__parameters__:
            raise TypeError(f'{self} is not a generic class')
        if not isinstance(args, tuple):
            args = (args,)
        args = _unpack_args(tuple(_type_convert(p) for p in args))
        replacement = _substitute(self.__parameters__, self, args)
        return self.copy_with(tuple(self._replaced(self.__args__,
                                                   replacement)))

    def _replaced(self, args, replacement):
        """args with their type variables replaced."""
        result = []
        for arg in args:
            if isinstance(arg, type):
                result.append(arg)
                continue
            new = self._replace_in(arg, replacement)
            # Parameters of callables and the types of a TypeVarTuple come as
            # a tuple; they stand side by side.
            if ((self.__origin__ == _ABC_CALLABLE and isinstance(new, tuple))
                    or _is_unpacked_typevartuple(arg)):
                result.extend(new)
            elif isinstance(arg, tuple):
                result.append(tuple(self._replaced(arg, replacement)))
            else:
                result.append(new)
        return result

    @staticmethod
    def _replace_in(arg, replacement):
        subst = getattr(arg, '__typing_subst__', None)
        if subst:
            return subst(replacement[arg])
        inner = getattr(arg, '__parameters__', ())
        if not inner:
            return arg
        args = []
        for param in inner:
            if isinstance(param, TypeVarTuple):
                args.extend(replacement[param])
            else:
                args.append(replacement[param])
        return arg[tuple(args)]

    def copy_with(self, args):
        """The same origin with other arguments."""
        return self.__class__(self.__origin__, args, name=self._name,
                              inst=self._inst,
                              _paramspec_tvars=self._paramspec_tvars)

    def __repr__(self):
        name = (f'typing.{self._name}' if self._name
                else _type_repr(self.__origin__))
        args = ', '.join(map(_type_repr, self.__args__)) or '()'
        return f'{name}[{args}]'

    def __reduce__(self):
        origin = (getattr(sys.modules[__name__], self._name) if self._name
                  else self.__origin__)
        args = tuple(self.__args__)
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f'Cannot subclass {self!r}')
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            # Generic comes in with another base if there is one.
            if Protocol in bases:
                return ()
            later = bases[bases.index(self) + 1:]
            if any(isinstance(b, _BaseGenericAlias) and b is not self
                   for b in later):
                return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


class _SpecialGenericAlias(_Unionable, _NotIterable, _BaseGenericAlias,
                           _root=True):
    """An old name of a generic class: List, Dict, Iterable, ..."""

    def __init__(self, origin, nparams, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        where = ('' if origin.__module__ == 'builtins'
                 else origin.__module__ + '.')
        self.__doc__ = f'A generic version of {where}{origin.__qualname__}.'

    @_tp_cache
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        msg = 'Parameters to generic types must be types.'
        params = tuple(_type_check(p, msg) for p in params)
        _check_generic(self, params, self._nparams)
        return self.copy_with(params)

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name,
                             inst=self._inst)

    def __repr__(self):
        return f'typing.{self._name}'

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name


class _CallableGenericAlias(_NotIterable, _GenericAlias, _root=True):
    """Callable[[X, Y], R], whose arguments are X, Y, R."""

    def __repr__(self):
        args = self.__args__
        if not _is_flat_callable(self, args):
            return super().__repr__()
        shown = ', '.join(map(_type_repr, args[:-1]))
        return f'typing.Callable[[{shown}], {_type_repr(args[-1])}]'

    def __reduce__(self):
        args = self.__args__
        if _is_flat_callable(self, args):
            args = list(args[:-1]), args[-1]
        return operator.getitem, (Callable, args)


class _CallableType(_SpecialGenericAlias, _root=True):

    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name,
                                     inst=self._inst, _paramspec_tvars=True)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError(
                'Callable must be used as Callable[[arg, ...], result].')
        args, result = params
        if isinstance(args, list):
            args = tuple(args)  # hashable
        return self._make((args, result))

    @_tp_cache
    def _make(self, params):
        args, result = params
        result = _type_check(result,
                             'Callable[args, result]: result must be a type.')
        if args is ...:
            return self.copy_with((_TypingEllipsis, result))
        if not isinstance(args, tuple):
            args = (args,)
        return self.copy_with((*map(_type_convert, args), result))

    def __setattr__(self, attr, val):
        super().__setattr__(attr, val)


class _TupleType(_SpecialGenericAlias, _root=True):

    @_tp_cache
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            msg = 'Tuple[t, ...]: t must be a type.'
            params = tuple(_type_check(p, msg) for p in params[:-1])
            return self.copy_with((*params, _TypingEllipsis))
        msg = 'Tuple[t0, t1, ...]: each t must be a type.'
        return self.copy_with(tuple(_type_check(p, msg) for p in params))


class _UnionGenericAlias(_NotIterable, _GenericAlias, _root=True):
    """Union[X, Y], which works with isinstance()."""

    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _NoneType in args:
            other = args[1] if args[0] is _NoneType else args[0]
            return f'typing.Optional[{_type_repr(other)}]'
        return super().__repr__()

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        getitem, (_, args) = super().__reduce__()
        return getitem, (Union, args)


class _LiteralGenericAlias(_GenericAlias, _root=True):

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return (set(_with_types(self.__args__))
                == set(_with_types(other.__args__)))

    def __hash__(self):
        return hash(frozenset(_with_types(self.__args__)))


class _ConcatenateGenericAlias(_GenericAlias, _root=True):

    def copy_with(self, params):
        *first, last = params
        if isinstance(last, (list, tuple)):
            return (*first, *last)
        if isinstance(last, _ConcatenateGenericAlias):
            params = (*first, *last.__args__)
        return super().copy_with(params)


class _UnpackGenericAlias(_GenericAlias, _root=True):

    def __repr__(self):
        return '*' + repr(self.__args__[0])

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        return arg.__args__ if isinstance(arg, _GenericAlias) else None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _TypingEllipsis:
    """Stands for ... where a real one would be taken for something else."""


class _AnnotatedAlias(_NotIterable, _GenericAlias, _root=True):
    """Annotated[X, note]: its origin is X."""

    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin)
        self.__metadata__ = metadata

    def copy_with(self, params):
        return _AnnotatedAlias(params[0], self.__metadata__)

    def __repr__(self):
        notes = ', '.join(map(repr, self.__metadata__))
        return f'typing.Annotated[{_type_repr(self.__origin__)}, {notes}]'

    def __reduce__(self):
        return operator.getitem, (
            Annotated, (self.__origin__,) + self.__metadata__)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return (self.__origin__ == other.__origin__
                and self.__metadata__ == other.__metadata__)

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in ('__name__', '__qualname__'):
            return 'Annotated'
        return super().__getattr__(attr)


class Annotated:
    """Annotated[X, note, ...]: the type X, with notes for whoever reads them."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise TypeError('Type Annotated cannot be instantiated.')

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        return cls._make(cls, *params)

    @_tp_cache(typed=True)
    def _make(cls, *params):
        if len(params) < 2:
            raise TypeError('Annotated[...] should be used with at least two '
                            'arguments (a type and an annotation).')
        if _is_unpacked_typevartuple(params[0]):
            raise TypeError('Annotated[...] should not be used with an '
                            'unpacked TypeVarTuple')
        origin = _type_check(params[0], 'Annotated[t, ...]: t must be a type.',
                             allow_special_forms=True)
        return _AnnotatedAlias(origin, tuple(params[1:]))

    def __init_subclass__(cls, *args, **kwargs):
        raise TypeError(f'Cannot subclass {cls.__module__}.Annotated')


# --- Generic classes ---

def _is_typevar_like(x):
    return isinstance(x, (TypeVar, ParamSpec)) or _is_unpacked_typevartuple(x)


class Generic:
    """The base of generic classes: class Box(Generic[T])."""

    __slots__ = ()
    _is_protocol = False

    @_tp_cache
    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_type_convert(p) for p in params)
        if cls in (Generic, Protocol):
            if not params:
                raise TypeError(f'Parameter list to {cls.__qualname__}[...] '
                                'cannot be empty')
            if not all(map(_is_typevar_like, params)):
                raise TypeError(
                    f'Parameters to {cls.__name__}[...] must all be type '
                    'variables or parameter specification variables.')
            if len(set(params)) != len(params):
                raise TypeError(f'Parameters to {cls.__name__}[...] must all '
                                'be unique')
        else:
            own = cls.__parameters__
            for param in own:
                prepare = getattr(param, '__typing_prepare_subst__', None)
                if prepare is not None:
                    params = prepare(cls, params)
            _check_generic(cls, params, len(own))
            flat = []
            for param, arg in zip(own, params):
                if isinstance(param, TypeVarTuple):
                    flat.extend(arg)
                else:
                    flat.append(arg)
            params = tuple(flat)
        return _GenericAlias(cls, params, _paramspec_tvars=True)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        bases = cls.__dict__.get('__orig_bases__')
        if bases is None:
            plain = (Generic in cls.__bases__ and cls.__name__ != 'Protocol'
                     and type(cls) is not _TypedDictMeta)
        else:
            plain = Generic in bases
        if plain:
            raise TypeError('Cannot inherit from plain Generic')
        cls.__parameters__ = () if bases is None else _own_parameters(bases)


def _own_parameters(bases):
    """The type variables of a class: those of Generic[...], or all in bases."""
    used = _collect_parameters(bases)
    listed = None
    for base in bases:
        if isinstance(base, _GenericAlias) and base.__origin__ is Generic:
            if listed is not None:
                raise TypeError(
                    'Cannot inherit from Generic[...] multiple times.')
            listed = base.__parameters__
    if listed is None:
        return used
    missing = [t for t in used if t not in listed]
    if missing:
        raise TypeError(f'Some type variables ({", ".join(map(str, missing))})'
                        ' are not listed in '
                        f'Generic[{", ".join(map(str, listed))}]')
    return listed


# --- Protocols ---

_TYPING_INTERNALS = ['__parameters__', '__orig_bases__', '__orig_class__',
                     '_is_protocol', '_is_runtime_protocol', '__final__']
_SPECIAL_NAMES = ['__abstractmethods__', '__annotations__', '__dict__',
                  '__doc__', '__init__', '__module__', '__new__', '__slots__',
                  '__subclasshook__', '__weakref__', '__class_getitem__']
EXCLUDED_ATTRIBUTES = (_TYPING_INTERNALS + _SPECIAL_NAMES
                       + ['_MutableMapping__marker'])


def _get_protocol_attrs(cls):
    """The names that an object needs to satisfy a protocol."""
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ('Protocol', 'Generic'):
            continue
        names.update(base.__dict__)
        names.update(getattr(base, '__annotations__', {}))
    return {name for name in names if not name.startswith('_abc_')
            and name not in EXCLUDED_ATTRIBUTES}


def _is_callable_members_only(cls):
    return all(callable(getattr(cls, name, None))
               for name in _get_protocol_attrs(cls))


def _no_init_or_replace_init(self, *args, **kwargs):
    """The __init__ of protocols, which a class that implements one inherits.

    The first instance puts the right one in its place.
    """
    cls = type(self)
    if cls._is_protocol:
        raise TypeError('Protocols cannot be instantiated')
    if cls.__init__ is not _no_init_or_replace_init:
        return
    for base in cls.__mro__:
        init = base.__dict__.get('__init__', _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


def _asked_by_library():
    """Whether abc or functools makes the check, on any class that there is.

    The caller is the method that a check arrives at. Below it may be frames
    of abc that belong to the same check.
    """
    try:
        frame = sys._getframe(1)
        name = frame.f_code.co_name
        frame = frame.f_back
        while (name != '__instancecheck__' and frame is not None
               and frame.f_globals.get('__name__') == 'abc'):
            name = frame.f_code.co_name
            frame = frame.f_back
            if name == '__subclasscheck__':
                break
    except (AttributeError, ValueError):
        return True
    return (frame is None
            or frame.f_globals.get('__name__') in ('abc', 'functools'))


_PROTO_ALLOWLIST = {
    'collections.abc': [
        'Callable', 'Awaitable', 'Iterable', 'Iterator', 'AsyncIterable',
        'Hashable', 'Sized', 'Container', 'Collection', 'Reversible'],
    'contextlib': ['AbstractContextManager', 'AbstractAsyncContextManager'],
}
_NOT_RUNTIME = ('Instance and class checks can only be used with '
                '@runtime_checkable protocols')


def _may_be_base(base):
    """Whether a protocol may derive from base."""
    return (base in (object, Generic)
            or base.__name__ in _PROTO_ALLOWLIST.get(base.__module__, ())
            or (issubclass(base, Generic) and base._is_protocol))


def _has_attr_in_classes(cls, name):
    """Whether cls or a base provides name; None means no."""
    for base in cls.__mro__:
        if name in base.__dict__:
            return base.__dict__[name] is not None
        annotations = getattr(base, '__annotations__', {})
        if (isinstance(annotations, _collections_abc.Mapping)
                and name in annotations and issubclass(cls, Generic)
                and cls._is_protocol):
            return True
    return False


class _ProtocolMeta(ABCMeta):

    def __instancecheck__(cls, instance):
        is_protocol = getattr(cls, '_is_protocol', False)
        if (is_protocol and not getattr(cls, '_is_runtime_protocol', False)
                and not _asked_by_library()):
            raise TypeError(_NOT_RUNTIME)
        if ((not is_protocol or _is_callable_members_only(cls))
                and issubclass(instance.__class__, cls)):
            return True
        if is_protocol and all(
                hasattr(instance, name)
                and (not callable(getattr(cls, name, None))
                     or getattr(instance, name) is not None)
                for name in _get_protocol_attrs(cls)):
            return True
        return super().__instancecheck__(instance)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """The base of protocols: classes that say what others must have.

    A class need not derive from a protocol to satisfy it.
    """

    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get('_is_protocol', False):
            cls._is_protocol = any(b is Protocol for b in cls.__bases__)

        def _proto_hook(other):
            if not cls.__dict__.get('_is_protocol', False):
                return NotImplemented
            if not getattr(cls, '_is_runtime_protocol', False):
                if _asked_by_library():
                    return NotImplemented
                raise TypeError(_NOT_RUNTIME)
            if not _is_callable_members_only(cls):
                if _asked_by_library():
                    return NotImplemented
                raise TypeError('Protocols with non-method members don\'t '
                                'support issubclass()')
            if not isinstance(other, type):
                raise TypeError('issubclass() arg 1 must be a class')
            if all(_has_attr_in_classes(other, name)
                   for name in _get_protocol_attrs(cls)):
                return True
            return NotImplemented

        if '__subclasshook__' not in cls.__dict__:
            cls.__subclasshook__ = _proto_hook
        if not cls._is_protocol:
            return
        for base in cls.__bases__:
            if not _may_be_base(base):
                raise TypeError('Protocols can only inherit from other '
                                f'protocols, got {base!r}')
        if cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Class decorator of protocols that isinstance() shall work with."""
    if not issubclass(cls, Generic) or not cls._is_protocol:
        raise TypeError('@runtime_checkable can be only applied to protocol '
                        f'classes, got {cls!r}')
    cls._is_runtime_protocol = True
    return cls


# --- Functions for annotations ---

def cast(typ, val):
    """val, which checkers are to take for a typ."""
    return val


def assert_type(val, typ, /):
    """val, of which checkers are to make sure that it is a typ."""
    return val


_ASSERT_NEVER_REPR_MAX_LENGTH = 100


def assert_never(arg, /):
    """AssertionError: checkers are to make sure that this is never reached."""
    shown = repr(arg)
    if len(shown) > _ASSERT_NEVER_REPR_MAX_LENGTH:
        shown = shown[:_ASSERT_NEVER_REPR_MAX_LENGTH] + '...'
    raise AssertionError(f'Expected code to be unreachable, but got: {shown}')


def reveal_type(obj, /):
    """obj, whose type is printed to standard error."""
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


_allowed_types = (types.FunctionType, types.BuiltinFunctionType,
                  types.MethodType, types.ModuleType,
                  types.WrapperDescriptorType, types.MethodWrapperType,
                  types.MethodDescriptorType)


def _hint(value, globalns, localns, **options):
    """One annotation evaluated."""
    if value is None:
        value = _NoneType
    if isinstance(value, str):
        value = ForwardRef(value, **options)
    return _eval_type(value, globalns, localns)


def _class_hints(cls, globalns, localns):
    hints = {}
    for base in reversed(cls.__mro__):
        base_globals = globalns
        if globalns is None:
            base_globals = getattr(sys.modules.get(base.__module__, None),
                                   '__dict__', {})
        annotations = base.__dict__.get('__annotations__', {})
        if isinstance(annotations, types.GetSetDescriptorType):
            annotations = {}
        base_locals = dict(vars(base)) if localns is None else localns
        if localns is None and globalns is None:
            # Names of the module hide those of the class.
            base_globals, base_locals = base_locals, base_globals
        for name, value in annotations.items():
            hints[name] = _hint(value, base_globals, base_locals,
                                is_argument=False, is_class=True)
    return hints


def _other_hints(obj, globalns, localns):
    is_module = isinstance(obj, types.ModuleType)
    if globalns is None:
        if is_module:
            globalns = obj.__dict__
        else:
            inner = obj
            while hasattr(inner, '__wrapped__'):
                inner = inner.__wrapped__
            globalns = getattr(inner, '__globals__', {})
        if localns is None:
            localns = globalns
    elif localns is None:
        localns = globalns
    annotations = getattr(obj, '__annotations__', None)
    if annotations is None:
        if isinstance(obj, _allowed_types):
            return {}
        raise TypeError(f'{obj!r} is not a module, class, method, '
                        'or function.')
    return {name: _hint(value, globalns, localns, is_argument=not is_module,
                        is_class=False)
            for name, value in annotations.items()}


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """The annotations of a class, function or module, with text evaluated.

    A class has those of its bases, too. Annotated, Required and NotRequired
    are taken off unless include_extras.
    """
    if getattr(obj, '__no_type_check__', None):
        return {}
    find = _class_hints if isinstance(obj, type) else _other_hints
    hints = find(obj, globalns, localns)
    if include_extras:
        return hints
    return {name: _strip_annotations(t) for name, t in hints.items()}


def _strip_annotations(t):
    """t without Annotated, Required and NotRequired, also inside."""
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if hasattr(t, '__origin__') and t.__origin__ in (Required, NotRequired):
        return _strip_annotations(t.__args__[0])
    if isinstance(t, (_GenericAlias, GenericAlias, types.UnionType)):
        return _with_args(t, tuple(map(_strip_annotations, t.__args__)))
    return t


def get_origin(tp):
    """list of list[int], Union of Union[int, str], ...; None if there is none."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, _ParamSpecPart)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    if isinstance(tp, types.UnionType):
        return types.UnionType
    return None


def get_args(tp):
    """(int,) of list[int], ([int], str) of Callable[[int], str], ..."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if _is_flat_callable(tp, args):
            args = (list(args[:-1]), args[-1])
        return args
    if isinstance(tp, types.UnionType):
        return tp.__args__
    return ()


def is_typeddict(tp):
    """Whether tp is a TypedDict class."""
    return isinstance(tp, _TypedDictMeta)


def no_type_check(arg):
    """Decorator: the annotations of a function or class are no types."""
    if isinstance(arg, type):
        for name in dir(arg):
            obj = getattr(arg, name)
            if (not hasattr(obj, '__qualname__')
                    or obj.__qualname__ != f'{arg.__qualname__}.{obj.__name__}'
                    or getattr(obj, '__module__', None) != arg.__module__):
                continue  # not defined in this class
            if isinstance(obj, types.FunctionType):
                obj.__no_type_check__ = True
            if isinstance(obj, types.MethodType):
                obj.__func__.__no_type_check__ = True
            if isinstance(obj, type):
                no_type_check(obj)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass  # built-in classes
    return arg


def no_type_check_decorator(decorator):
    """Decorator of decorators: what they decorate is not checked."""
    @functools.wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))
    return wrapped_decorator


def _overload_dummy(*args, **kwds):
    """What takes the place of overloads."""
    raise NotImplementedError(
        'You should not call an overloaded function. A series of '
        '@overload-decorated functions outside a stub module should always '
        'be followed by an implementation that is not @overload-ed.')


# module name: {qualified name: {line number: function}}
_overload_registry = {}


def overload(func):
    """Decorator of one of several signatures of a function."""
    f = getattr(func, '__func__', func)
    try:
        line = f.__code__.co_firstlineno
        module, qualname = f.__module__, f.__qualname__
    except AttributeError:
        return _overload_dummy  # not a usual function
    names = _overload_registry.setdefault(module, {})
    names.setdefault(qualname, {})[line] = func
    return _overload_dummy


def get_overloads(func):
    """The overloads that belong to a function."""
    f = getattr(func, '__func__', func)
    names = _overload_registry.get(f.__module__, {})
    return list(names.get(f.__qualname__, {}).values())


def clear_overloads():
    """Forgets all overloads."""
    _overload_registry.clear()


def final(f):
    """Decorator of what must not be overridden or derived from."""
    try:
        f.__final__ = True
    except (AttributeError, TypeError):
        pass
    return f


def dataclass_transform(*, eq_default=True, order_default=False,
                        kw_only_default=False, field_specifiers=(), **kwargs):
    """Decorator of what makes classes in the way of dataclass."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            'eq_default': eq_default,
            'order_default': order_default,
            'kw_only_default': kw_only_default,
            'field_specifiers': field_specifiers,
            'kwargs': kwargs,
        }
        return cls_or_fn
    return decorator


# --- Named types ---

class NewType(_Unionable):
    """A type of its own for checkers: UserId = NewType('UserId', int).

    Calling it gives the argument back.
    """

    def __init__(self, name, tp):
        self.__qualname__ = name
        if '.' in name:
            name = name.rpartition('.')[2]
        self.__name__ = name
        self.__supertype__ = tp
        _set_module(self)

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        # A class statement with this as a base fails with a hint.
        superclass = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                name = cls.__name__
                raise TypeError(
                    'Cannot subclass an instance of NewType. Perhaps you were '
                    f'looking for: `{name} = NewType({name!r}, {superclass})`')

        return (Dummy,)

    def __repr__(self):
        return f'{self.__module__}.{self.__qualname__}'

    def __reduce__(self):
        return self.__qualname__


def _make_nmtuple(name, fields, module, defaults=()):
    from collections import namedtuple
    fields = list(fields)
    annotations = {n: _type_check(t, f'field {n} annotation must be a type')
                   for n, t in fields}
    made = namedtuple(name, [n for n, _ in fields], defaults=defaults,
                      module=module)
    made.__annotations__ = made.__new__.__annotations__ = annotations
    return made


_prohibited = frozenset({'__new__', '__init__', '__slots__', '__getnewargs__',
                         '_fields', '_field_defaults', '_make', '_replace',
                         '_asdict', '_source'})
_special = frozenset({'__module__', '__name__', '__annotations__'})


class NamedTupleMeta(type):

    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError('can only inherit from a NamedTuple type '
                                'and Generic')
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        fields = ns.get('__annotations__', {})
        with_default = []
        for name in fields:
            if name in ns:
                with_default.append(name)
            elif with_default:
                s = 's' if len(with_default) > 1 else ''
                raise TypeError(f'Non-default namedtuple field {name} cannot '
                                f'follow default field{s} '
                                f'{", ".join(with_default)}')
        made = _make_nmtuple(typename, fields.items(), module=ns['__module__'],
                             defaults=[ns[n] for n in with_default])
        made.__bases__ = bases
        if Generic in bases:
            made.__class_getitem__ = classmethod(
                Generic.__class_getitem__.__func__)
        for name, value in ns.items():
            if name in _prohibited:
                raise AttributeError('Cannot overwrite NamedTuple attribute '
                                     + name)
            if name not in _special and name not in made._fields:
                setattr(made, name, value)
        if Generic in bases:
            made.__init_subclass__()
        return made


def NamedTuple(typename, fields=None, /, **kwargs):
    """A named tuple with types: class P(NamedTuple): x: int; or NamedTuple('P', [('x', int)])."""
    if fields is None:
        fields = kwargs.items()
    elif kwargs:
        raise TypeError('Either list of fields or keywords can be provided to '
                        'NamedTuple, not both')
    return _make_nmtuple(typename, fields, module=_caller())


_NamedTuple = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple.__mro_entries__ = lambda bases: (_NamedTuple,)


def _key_is_required(annotation, total):
    """Whether a TypedDict must have a key with this annotation."""
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    origin = get_origin(annotation)
    return True if origin is Required else (
        False if origin is NotRequired else total)


class _TypedDictMeta(type):

    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError('cannot inherit from both a TypedDict type '
                                'and a non-TypedDict base class')
        generic = (Generic,) if any(issubclass(b, Generic)
                                    for b in bases) else ()
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        msg = ("TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be "
               'a type')
        own = {n: _type_check(t, msg, module=made.__module__)
               for n, t in ns.get('__annotations__', {}).items()}
        annotations = {}
        required = {}  # key: whether it must be there
        for base in bases:
            annotations.update(base.__dict__.get('__annotations__', {}))
            for key in base.__dict__.get('__required_keys__', ()):
                required[key] = True
            for key in base.__dict__.get('__optional_keys__', ()):
                required[key] = False
        annotations.update(own)
        for key, annotation in own.items():
            required[key] = _key_is_required(annotation, total)
        made.__annotations__ = annotations
        made.__required_keys__ = frozenset(k for k, r in required.items() if r)
        made.__optional_keys__ = frozenset(k for k, r in required.items()
                                           if not r)
        if not hasattr(made, '__total__'):
            made.__total__ = total
        return made

    __call__ = dict  # an instance is a plain dict

    def __subclasscheck__(cls, other):
        raise TypeError('TypedDict does not support instance and class checks')

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=None, /, *, total=True, **kwargs):
    """A dict with given keys and types: class P(TypedDict): x: int; or TypedDict('P', {...})."""
    if fields is None:
        fields = kwargs
    elif kwargs:
        raise TypeError('TypedDict takes either a dict or keyword arguments, '
                        'but not both')
    if kwargs:
        import warnings
        warnings.warn(
            'The kwargs-based syntax for TypedDict definitions is deprecated '
            'in Python 3.11, will be removed in Python 3.13, and may not be '
            'understood by third-party type checkers.',
            DeprecationWarning, stacklevel=2)
    ns = {'__annotations__': dict(fields)}
    module = _caller()
    if module is not None:
        ns['__module__'] = module
    return _TypedDictMeta(typename, (), ns, total=total)


_TypedDict = type.__new__(_TypedDictMeta, 'TypedDict', (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


# --- Names for what is elsewhere ---

T = TypeVar('T')
KT = TypeVar('KT')
VT = TypeVar('VT')
T_co = TypeVar('T_co', covariant=True)
V_co = TypeVar('V_co', covariant=True)
VT_co = TypeVar('VT_co', covariant=True)
T_contra = TypeVar('T_contra', contravariant=True)
CT_co = TypeVar('CT_co', covariant=True, bound=type)
AnyStr = TypeVar('AnyStr', bytes, str)

_alias = _SpecialGenericAlias

Hashable = _alias(_collections_abc.Hashable, 0)
Awaitable = _alias(_collections_abc.Awaitable, 1)
Coroutine = _alias(_collections_abc.Coroutine, 3)
AsyncIterable = _alias(_collections_abc.AsyncIterable, 1)
AsyncIterator = _alias(_collections_abc.AsyncIterator, 1)
AsyncGenerator = _alias(_collections_abc.AsyncGenerator, 2)
Iterable = _alias(_collections_abc.Iterable, 1)
Iterator = _alias(_collections_abc.Iterator, 1)
Generator = _alias(_collections_abc.Generator, 3)
Reversible = _alias(_collections_abc.Reversible, 1)
Sized = _alias(_collections_abc.Sized, 0)
Container = _alias(_collections_abc.Container, 1)
Collection = _alias(_collections_abc.Collection, 1)
Callable = _CallableType(_collections_abc.Callable, 2)
Callable.__doc__ = ('Callable[[X, Y], R]: something to call with an X and '
                    'a Y; the result is an R.')
AbstractSet = _alias(_collections_abc.Set, 1, name='AbstractSet')
MutableSet = _alias(_collections_abc.MutableSet, 1)
Mapping = _alias(_collections_abc.Mapping, 2)
MutableMapping = _alias(_collections_abc.MutableMapping, 2)
MappingView = _alias(_collections_abc.MappingView, 1)
KeysView = _alias(_collections_abc.KeysView, 1)
ItemsView = _alias(_collections_abc.ItemsView, 2)
ValuesView = _alias(_collections_abc.ValuesView, 1)
Sequence = _alias(_collections_abc.Sequence, 1)
MutableSequence = _alias(_collections_abc.MutableSequence, 1)
ByteString = _alias(_collections_abc.ByteString, 0)
Tuple = _TupleType(tuple, -1, inst=False, name='Tuple')
Tuple.__doc__ = ('Tuple[X, Y]: a tuple of an X and a Y. Tuple[X, ...]: of any '
                 'number of X.')
List = _alias(list, 1, inst=False, name='List')
Dict = _alias(dict, 2, inst=False, name='Dict')
Set = _alias(set, 1, inst=False, name='Set')
FrozenSet = _alias(frozenset, 1, inst=False, name='FrozenSet')
Type = _alias(type, 1, inst=False, name='Type')
Type.__doc__ = 'Type[X]: the class X or one derived from it.'

# Made when they are asked for, so that their modules need not be imported:
# name: (module, class, number of arguments)
_LAZY = {
    'Deque': ('collections', 'deque', 1),
    'DefaultDict': ('collections', 'defaultdict', 2),
    'OrderedDict': ('collections', 'OrderedDict', 2),
    'Counter': ('collections', 'Counter', 1),
    'ChainMap': ('collections', 'ChainMap', 2),
    'ContextManager': ('contextlib', 'AbstractContextManager', 1),
    'AsyncContextManager': ('contextlib', 'AbstractAsyncContextManager', 1),
    'Pattern': ('re', 'Pattern', 1),
    'Match': ('re', 'Match', 1),
}


def __getattr__(name):
    if name in _LAZY:
        module, attribute, nparams = _LAZY[name]
        origin = getattr(__import__(module), attribute)
        return globals().setdefault(name, _alias(origin, nparams, name=name))
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def __dir__():
    return sorted({*globals(), *_LAZY})


class _DeprecatedType(type):
    """A class in place of a module that is going away.

    Its attributes are looked up in typing when they are used.
    """

    def __getattribute__(cls, name):
        if name not in ('__dict__', '__module__') and name in cls.__dict__:
            import warnings
            warnings.warn(f'{cls.__name__} is deprecated, import directly '
                          f'from typing instead. {cls.__name__} will be '
                          'removed in Python 3.12.', DeprecationWarning,
                          stacklevel=2)
            if not _is_dunder(name):
                return getattr(sys.modules['typing'], name)
        return super().__getattribute__(name)


class io(metaclass=_DeprecatedType):
    """The names of typing.io; import them from typing."""

    __all__ = ['IO', 'TextIO', 'BinaryIO']
    IO = TextIO = BinaryIO = None


class re(metaclass=_DeprecatedType):
    """The names of typing.re; import them from typing."""

    __all__ = ['Pattern', 'Match']
    Pattern = Match = None


for _class in (io, re):
    _class.__name__ = f'{__name__}.{_class.__name__}'
    sys.modules[_class.__name__] = _class
del _class


@runtime_checkable
class SupportsInt(Protocol):
    """What int() takes."""

    __slots__ = ()

    @abstractmethod
    def __int__(self) -> int:
        pass


@runtime_checkable
class SupportsFloat(Protocol):
    """What float() takes."""

    __slots__ = ()

    @abstractmethod
    def __float__(self) -> float:
        pass


@runtime_checkable
class SupportsComplex(Protocol):
    """What complex() takes."""

    __slots__ = ()

    @abstractmethod
    def __complex__(self) -> complex:
        pass


@runtime_checkable
class SupportsBytes(Protocol):
    """What bytes() takes."""

    __slots__ = ()

    @abstractmethod
    def __bytes__(self) -> bytes:
        pass


@runtime_checkable
class SupportsIndex(Protocol):
    """What can be an index."""

    __slots__ = ()

    @abstractmethod
    def __index__(self) -> int:
        pass


@runtime_checkable
class SupportsAbs(Protocol[T_co]):
    """What abs() takes; T_co is its result."""

    __slots__ = ()

    @abstractmethod
    def __abs__(self) -> T_co:
        pass


@runtime_checkable
class SupportsRound(Protocol[T_co]):
    """What round() takes; T_co is its result."""

    __slots__ = ()

    @abstractmethod
    def __round__(self, ndigits: int = 0) -> T_co:
        pass


# --- Files ---

class IO(Generic[AnyStr]):
    """What open() returns: of text IO[str], of bytes IO[bytes]."""

    __slots__ = ()

    @property
    @abstractmethod
    def mode(self) -> str:
        pass

    @property
    @abstractmethod
    def name(self) -> str:
        pass

    @abstractmethod
    def close(self) -> None:
        pass

    @property
    @abstractmethod
    def closed(self) -> bool:
        pass

    @abstractmethod
    def fileno(self) -> int:
        pass

    @abstractmethod
    def flush(self) -> None:
        pass

    @abstractmethod
    def isatty(self) -> bool:
        pass

    @abstractmethod
    def read(self, n: int = -1) -> AnyStr:
        pass

    @abstractmethod
    def readable(self) -> bool:
        pass

    @abstractmethod
    def readline(self, limit: int = -1) -> AnyStr:
        pass

    @abstractmethod
    def readlines(self, hint: int = -1) -> List[AnyStr]:
        pass

    @abstractmethod
    def seek(self, offset: int, whence: int = 0) -> int:
        pass

    @abstractmethod
    def seekable(self) -> bool:
        pass

    @abstractmethod
    def tell(self) -> int:
        pass

    @abstractmethod
    def truncate(self, size: int = None) -> int:
        pass

    @abstractmethod
    def writable(self) -> bool:
        pass

    @abstractmethod
    def write(self, s: AnyStr) -> int:
        pass

    @abstractmethod
    def writelines(self, lines: List[AnyStr]) -> None:
        pass

    @abstractmethod
    def __enter__(self) -> 'IO[AnyStr]':
        pass

    @abstractmethod
    def __exit__(self, type, value, traceback) -> None:
        pass


class BinaryIO(IO[bytes]):
    """A file opened for bytes."""

    __slots__ = ()

    @abstractmethod
    def write(self, s: Union[bytes, bytearray]) -> int:
        pass

    @abstractmethod
    def __enter__(self) -> 'BinaryIO':
        pass


class TextIO(IO[str]):
    """A file opened for text."""

    __slots__ = ()

    @property
    @abstractmethod
    def buffer(self) -> BinaryIO:
        pass

    @property
    @abstractmethod
    def encoding(self) -> str:
        pass

    @property
    @abstractmethod
    def errors(self) -> Optional[str]:
        pass

    @property
    @abstractmethod
    def line_buffering(self) -> bool:
        pass

    @property
    @abstractmethod
    def newlines(self) -> Any:
        pass

    @abstractmethod
    def __enter__(self) -> 'TextIO':
        pass
