"""Classes that are mainly fields: their methods are written for them."""

import sys
from reprlib import recursive_repr
from types import FunctionType, GenericAlias, MappingProxyType, MemberDescriptorType

__all__ = ['dataclass', 'field', 'Field', 'FrozenInstanceError', 'InitVar',
           'KW_ONLY', 'MISSING', 'fields', 'asdict', 'astuple',
           'make_dataclass', 'replace', 'is_dataclass']


class FrozenInstanceError(AttributeError):
    """A field of a frozen dataclass was assigned to."""


class _Factory:
    """How a default that a factory makes is shown in a signature."""

    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _Factory()


class _MISSING_TYPE:
    """The type of MISSING, which means that there is no value."""


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    """The type of KW_ONLY: fields after `_: KW_ONLY` are keyword-only."""


KW_ONLY = _KW_ONLY_TYPE()

_EMPTY_METADATA = MappingProxyType({})


class _FIELD_BASE:
    """A kind of field."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _FIELD_BASE('_FIELD')
_FIELD_CLASSVAR = _FIELD_BASE('_FIELD_CLASSVAR')
_FIELD_INITVAR = _FIELD_BASE('_FIELD_INITVAR')

_FIELDS = '__dataclass_fields__'
_PARAMS = '__dataclass_params__'
_POST_INIT_NAME = '__post_init__'


class InitVar:
    """The annotation of something that __post_init__ gets and no field keeps."""

    __slots__ = ('type',)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        if isinstance(self.type, type) and not isinstance(self.type,
                                                          GenericAlias):
            name = self.type.__name__
        else:
            name = repr(self.type)
        return f'dataclasses.InitVar[{name}]'

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    """What is known of a field; made by field() and by dataclass."""

    __slots__ = ('name', 'type', 'default', 'default_factory', 'repr', 'hash',
                 'init', 'compare', 'metadata', 'kw_only', '_field_type')

    def __init__(self, default, default_factory, init, repr, hash, compare,
                 metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = (_EMPTY_METADATA if metadata is None
                         else MappingProxyType(metadata))
        self.kw_only = kw_only
        self._field_type = None

    @recursive_repr()
    def __repr__(self):
        names = ('name', 'type', 'default', 'default_factory', 'init', 'repr',
                 'hash', 'compare', 'metadata', 'kw_only', '_field_type')
        shown = []
        for name in names:
            value = getattr(self, name)
            text = f'{value}' if name == '_field_type' else f'{value!r}'
            shown.append(f'{name}={text}')
        return f'Field({",".join(shown)})'

    def __set_name__(self, owner, name):
        # The default may be a descriptor that wants to know its name.
        method = getattr(type(self.default), '__set_name__', None)
        if method:
            method(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    """The options that a dataclass was made with."""

    __slots__ = ('init', 'repr', 'eq', 'order', 'unsafe_hash', 'frozen')

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init = init
        self.repr = repr
        self.eq = eq
        self.order = order
        self.unsafe_hash = unsafe_hash
        self.frozen = frozen

    def __repr__(self):
        shown = ','.join(f'{n}={getattr(self, n)!r}' for n in self.__slots__)
        return f'_DataclassParams({shown})'


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True,
          hash=None, compare=True, metadata=None, kw_only=MISSING):
    """More about a field than its default.

    default: its value when none is given; default_factory: a function that
    makes it. init, repr, compare: whether it takes part in __init__, __repr__
    and comparisons; hash: in __hash__, None meaning like compare. metadata: a
    mapping for others to use. kw_only: given by keyword only.
    """
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare,
                 metadata, kw_only)


# --- Writing functions ---

class _Writer:
    """Collects the source of methods, and compiles all of them together."""

    def __init__(self, cls, globals):
        self.cls = cls
        self.globals = globals
        self.sources = []
        self.names = []
        self.values = {'__dataclass_object__': object,
                       '__dataclass_type__': type,
                       '__dataclass_missing__': MISSING,
                       '__dataclass_factory__': _HAS_DEFAULT_FACTORY}

    def add(self, name, args, body, returns=False):
        result = ' -> __dataclass_return__' if returns else ''
        lines = '\n'.join(f'  {line}' for line in body)
        self.sources.append(
            f' def {name}({", ".join(args)}){result}:\n{lines}\n')
        self.names.append(name)

    def functions(self):
        """The functions by name."""
        if not self.names:
            return {}
        self.values['__dataclass_return__'] = None
        params = ', '.join(self.values)
        source = (f'def __create_fn__({params}):\n{"".join(self.sources)}'
                  f' return {{{", ".join(f"{n!r}: {n}" for n in self.names)}}}')
        made = {}
        exec(source, self.globals, made)
        functions = made['__create_fn__'](**self.values)
        for function in functions.values():
            function.__qualname__ = f'{self.cls.__qualname__}.{function.__name__}'
        return functions


def _tuple_str(obj_name, fields):
    """Source of a tuple of an object's fields."""
    if not fields:
        return '()'
    return f'({",".join(f"{obj_name}.{f.name}" for f in fields)},)'


def _init_param(f):
    """Source of a field's parameter of __init__."""
    if f.default is MISSING and f.default_factory is MISSING:
        default = ''
    elif f.default is not MISSING:
        default = f'=__dataclass_dflt_{f.name}__'
    else:
        default = '=__dataclass_factory__'
    return f'{f.name}:__dataclass_type_{f.name}__{default}'


def _init_value(f):
    """Source of what __init__ stores for a field; None for nothing."""
    made = f'__dataclass_dflt_{f.name}__()'
    if f.default_factory is not MISSING:
        if f.init:
            return f'{made} if {f.name} is __dataclass_factory__ else {f.name}'
        return made
    if f.init:
        return f.name
    # Without a value of its own the instance has the class attribute.
    return None


def _write_init(writer, std_fields, kw_only_fields, frozen, has_post_init,
                self_name, slots):
    seen_default = False
    for f in std_fields:
        if f.init:
            if not (f.default is MISSING and f.default_factory is MISSING):
                seen_default = True
            elif seen_default:
                raise TypeError(f'non-default argument {f.name!r} '
                                'follows default argument')
    values = writer.values
    body = []
    for f in (*std_fields, *kw_only_fields):
        values[f'__dataclass_type_{f.name}__'] = f.type
        if f.default_factory is not MISSING:
            values[f'__dataclass_dflt_{f.name}__'] = f.default_factory
        elif f.default is not MISSING:
            values[f'__dataclass_dflt_{f.name}__'] = f.default
        if f._field_type is _FIELD_INITVAR:
            continue
        value = _init_value(f)
        if value is None:
            # With slots there is no class attribute for it to fall back on.
            if not slots or f.default is MISSING:
                continue
            value = f'__dataclass_dflt_{f.name}__'
        if frozen:
            body.append(f'__dataclass_object__.__setattr__({self_name},'
                        f'{f.name!r},{value})')
        else:
            body.append(f'{self_name}.{f.name}={value}')
    if has_post_init:
        given = ','.join(f.name for f in (*std_fields, *kw_only_fields)
                         if f._field_type is _FIELD_INITVAR)
        body.append(f'{self_name}.{_POST_INIT_NAME}({given})')
    params = [self_name] + [_init_param(f) for f in std_fields if f.init]
    if kw_only_fields:
        params.append('*')
        params += [_init_param(f) for f in kw_only_fields]
    writer.add('__init__', params, body or ['pass'], returns=True)


def _write_repr(writer, fields):
    shown = ', '.join(f'{f.name}={{self.{f.name}!r}}' for f in fields)
    writer.add('__repr__', ('self',), [
        f'return self.__class__.__qualname__ + f"({shown})"'])


def _write_comparison(writer, name, op, fields):
    writer.add(name, ('self', 'other'), [
        'if other.__class__ is self.__class__:',
        f' return {_tuple_str("self", fields)}{op}{_tuple_str("other", fields)}',
        'return NotImplemented'])


def _write_frozen(writer, fields):
    writer.values['cls'] = writer.cls
    writer.values['FrozenInstanceError'] = FrozenInstanceError
    names = ', '.join(repr(f.name) for f in fields)
    condition = '__dataclass_type__(self) is cls'
    if names:
        condition += f' or name in {{{names}}}'
    writer.add('__setattr__', ('self', 'name', 'value'), [
        f'if {condition}:',
        ' raise FrozenInstanceError(f"cannot assign to field {name!r}")',
        'super(cls, self).__setattr__(name, value)'])
    writer.add('__delattr__', ('self', 'name'), [
        f'if {condition}:',
        ' raise FrozenInstanceError(f"cannot delete field {name!r}")',
        'super(cls, self).__delattr__(name)'])


# --- Finding out what the fields are ---

def _is_classvar(annotation, typing):
    return (annotation is typing.ClassVar
            or (type(annotation) is typing._GenericAlias
                and annotation.__origin__ is typing.ClassVar))


def _is_initvar(annotation, dataclasses):
    return (annotation is dataclasses.InitVar
            or type(annotation) is dataclasses.InitVar)


def _is_kw_only(annotation, dataclasses):
    return annotation is dataclasses.KW_ONLY


def _words(annotation):
    """The name, perhaps with a module, that annotation text begins with."""
    def word(text):
        end = 0
        while end < len(text) and (text[end].isalnum() or text[end] == '_'):
            end += 1
        return text[:end], text[end:].lstrip()

    first, rest = word(annotation.lstrip())
    if first and rest.startswith('.'):
        second, _ = word(rest[1:].lstrip())
        if second:
            return first, second
    return None, first


def _is_type(annotation, cls, a_module, a_type, is_type_predicate):
    """Whether annotation text means a_type of a_module in the class's module."""
    module_name, name = _words(annotation)
    if not name:
        return False
    namespace = None
    own = sys.modules.get(cls.__module__)
    if not module_name:
        namespace = own.__dict__ if own else None
    elif own and own.__dict__.get(module_name) is a_module:
        namespace = sys.modules.get(a_type.__module__).__dict__
    return bool(namespace) and is_type_predicate(namespace.get(name), a_module)


def _get_field(cls, a_name, a_type, default_kw_only):
    """The Field of an annotated name in the body of cls."""
    default = getattr(cls, a_name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, MemberDescriptorType):
            default = MISSING  # from __slots__
        f = field(default=default)
    f.name = a_name
    f.type = a_type
    f._field_type = _FIELD

    this = sys.modules[__name__]
    typing = sys.modules.get('typing')
    if typing and (_is_classvar(a_type, typing)
                   or (isinstance(a_type, str)
                       and _is_type(a_type, cls, typing, typing.ClassVar,
                                    _is_classvar))):
        f._field_type = _FIELD_CLASSVAR
    elif (_is_initvar(a_type, this)
          or (isinstance(a_type, str)
              and _is_type(a_type, cls, this, InitVar, _is_initvar))):
        f._field_type = _FIELD_INITVAR

    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f'field {f.name} cannot have a default factory')
    if f._field_type is _FIELD_CLASSVAR:
        if f.kw_only is not MISSING:
            raise TypeError(f'field {f.name} is a ClassVar but specifies '
                            'kw_only')
    elif f.kw_only is MISSING:
        f.kw_only = default_kw_only
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f'mutable default {type(f.default)} for field '
                         f'{f.name} is not allowed: use default_factory')
    return f


def _own_fields(cls, kw_only):
    """The fields that the body of cls declares."""
    this = sys.modules[__name__]
    found = []
    seen_marker = False
    for name, annotation in cls.__dict__.get('__annotations__', {}).items():
        if (_is_kw_only(annotation, this)
                or (isinstance(annotation, str)
                    and _is_type(annotation, cls, this, KW_ONLY,
                                 _is_kw_only))):
            if seen_marker:
                raise TypeError(f'{name!r} is KW_ONLY, but KW_ONLY has '
                                'already been specified')
            seen_marker = kw_only = True
        else:
            found.append(_get_field(cls, name, annotation, kw_only))
    return found


def _set_new_attribute(cls, name, value):
    """Sets an attribute unless the class has it; True if it does."""
    if name in cls.__dict__:
        return True
    if isinstance(value, FunctionType):
        value.__qualname__ = f'{cls.__qualname__}.{value.__name__}'
    setattr(cls, name, value)
    return False


def _hash_fields(fields):
    return [f for f in fields if (f.compare if f.hash is None else f.hash)]


def _choose_hash(cls, unsafe_hash, eq, frozen, explicit):
    """What becomes of __hash__: 'add', 'none' or 'keep'."""
    if unsafe_hash:
        if explicit:
            raise TypeError('Cannot overwrite attribute __hash__ in class '
                            f'{cls.__name__}')
        return 'add'
    if eq and not explicit:
        return 'add' if frozen else 'none'
    return 'keep'


def _check_frozen(cls, frozen):
    bases = [b for b in cls.__mro__[-1:0:-1] if hasattr(b, _FIELDS)]
    if not bases:
        return
    any_frozen = any(getattr(b, _PARAMS).frozen for b in bases
                     if _PARAMS in b.__dict__ or hasattr(b, _PARAMS))
    if any_frozen and not frozen:
        raise TypeError('cannot inherit non-frozen dataclass from a '
                        'frozen one')
    if not any_frozen and frozen:
        raise TypeError('cannot inherit frozen dataclass from a non-frozen '
                        'one')


def _collect_fields(cls, kw_only):
    """All fields by name, and those of the class itself put in order."""
    fields = {}
    for base in cls.__mro__[-1:0:-1]:
        inherited = getattr(base, _FIELDS, None)
        if inherited is not None:
            for f in inherited.values():
                fields[f.name] = f
    for f in _own_fields(cls, kw_only):
        fields[f.name] = f
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    annotations = cls.__dict__.get('__annotations__', {})
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    return fields


_ORDER = (('__lt__', '<'), ('__le__', '<='), ('__gt__', '>'), ('__ge__', '>='))


def _process_class(cls, init, repr, eq, order, unsafe_hash, frozen,
                   match_args, kw_only, slots, weakref_slot):
    module = sys.modules.get(cls.__module__)
    setattr(cls, _PARAMS, _DataclassParams(init, repr, eq, order, unsafe_hash,
                                           frozen))
    all_fields = _collect_fields(cls, kw_only)
    _check_frozen(cls, frozen)
    setattr(cls, _FIELDS, all_fields)

    class_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit_hash = not (class_hash is MISSING
                             or (class_hash is None
                                 and '__eq__' in cls.__dict__))
    if order and not eq:
        raise ValueError('eq must be true if order is true')

    in_init = [f for f in all_fields.values()
               if f._field_type in (_FIELD, _FIELD_INITVAR)]
    std_fields = [f for f in in_init if not f.kw_only]
    kw_only_fields = [f for f in in_init if f.init and f.kw_only]
    # Those that are not parameters are still set.
    std_all = std_fields + [f for f in in_init if f.kw_only and not f.init]
    fields = [f for f in all_fields.values() if f._field_type is _FIELD]
    compared = [f for f in fields if f.compare]

    writer = _Writer(cls, module.__dict__ if module else {})
    if init:
        self_name = '__dataclass_self__' if 'self' in all_fields else 'self'
        _write_init(writer, std_all, kw_only_fields, frozen,
                    hasattr(cls, _POST_INIT_NAME), self_name, slots)
    if repr:
        _write_repr(writer, [f for f in fields if f.repr])
    if eq:
        _write_comparison(writer, '__eq__', '==', compared)
    if order:
        for name, op in _ORDER:
            _write_comparison(writer, name, op, compared)
    if frozen:
        _write_frozen(writer, fields)
    hash_action = _choose_hash(cls, unsafe_hash, eq, frozen,
                               has_explicit_hash)
    if hash_action == 'add':
        writer.add('__hash__', ('self',), [
            f'return hash({_tuple_str("self", _hash_fields(fields))})'])
    functions = writer.functions()
    if repr:
        functions['__repr__'] = recursive_repr()(functions['__repr__'])

    for name, function in functions.items():
        if name == '__hash__':
            setattr(cls, name, function)
        elif _set_new_attribute(cls, name, function):
            if name in ('__lt__', '__le__', '__gt__', '__ge__'):
                raise TypeError(f'Cannot overwrite attribute {name} in class '
                                f'{cls.__name__}. Consider using '
                                'functools.total_ordering')
            if name in ('__setattr__', '__delattr__'):
                raise TypeError(f'Cannot overwrite attribute {name} in class '
                                f'{cls.__name__}')
    if hash_action == 'none':
        cls.__hash__ = None

    if not getattr(cls, '__doc__'):
        cls.__doc__ = cls.__name__ + _signature_text(
            cls, init and functions.get('__init__'), std_fields,
            kw_only_fields)
    if match_args:
        _set_new_attribute(cls, '__match_args__',
                           tuple(f.name for f in std_fields if f.init))
    if slots:
        cls = _add_slots(cls, frozen, weakref_slot)
    elif weakref_slot:
        raise TypeError('weakref_slot is True but slots is False')
    if hasattr(cls, '__abstractmethods__'):
        import abc
        abc.update_abstractmethods(cls)
    return cls


def _annotation_text(annotation):
    """An annotation as inspect shows it in a signature."""
    if getattr(annotation, '__module__', None) == 'typing':
        return repr(annotation).replace('typing.', '')
    if isinstance(annotation, GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ == 'builtins':
            return annotation.__qualname__
        return f'{annotation.__module__}.{annotation.__qualname__}'
    return repr(annotation)


def _signature_text(cls, own_init, std_fields, kw_only_fields):
    """The constructor's parameters as text."""
    if not own_init or cls.__dict__.get('__init__') is not own_init \
            or type(cls) is not type or cls.__new__ is not object.__new__:
        import inspect
        try:
            return str(inspect.signature(cls)).replace(' -> None', '')
        except (TypeError, ValueError):
            return ''

    def parameter(f):
        text = f'{f.name}: {_annotation_text(f.type)}'
        if f.default_factory is not MISSING:
            return text + f' = {_HAS_DEFAULT_FACTORY!r}'
        if f.default is not MISSING:
            return text + f' = {f.default!r}'
        return text

    parts = [parameter(f) for f in std_fields if f.init]
    if kw_only_fields:
        parts.append('*')
        parts += [parameter(f) for f in kw_only_fields]
    return f'({", ".join(parts)})'


# --- Slots ---

def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


def _get_slots(cls):
    slots = cls.__dict__.get('__slots__')
    if slots is None:
        return
    if isinstance(slots, str):
        yield slots
    elif not hasattr(slots, '__next__'):
        yield from slots
    else:
        raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")


def _add_slots(cls, is_frozen, weakref_slot):
    """The class made anew, with the fields as slots."""
    if '__slots__' in cls.__dict__:
        raise TypeError(f'{cls.__name__} already specifies __slots__')
    namespace = dict(cls.__dict__)
    names = tuple(f.name for f in fields(cls))
    inherited = {slot for base in cls.__mro__[1:-1]
                 for slot in _get_slots(base)}
    wanted = names + (('__weakref__',) if weakref_slot else ())
    namespace['__slots__'] = tuple(n for n in wanted if n not in inherited)
    for name in names:
        namespace.pop(name, None)
    namespace.pop('__dict__', None)
    namespace.pop('__weakref__', None)
    qualname = getattr(cls, '__qualname__', None)
    cls = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        cls.__qualname__ = qualname
    if is_frozen:
        if '__getstate__' not in namespace:
            cls.__getstate__ = _dataclass_getstate
        if '__setstate__' not in namespace:
            cls.__setstate__ = _dataclass_setstate
    return cls


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False,
              unsafe_hash=False, frozen=False, match_args=True, kw_only=False,
              slots=False, weakref_slot=False):
    """Class decorator that adds methods made from the annotated names.

    init, repr, eq: __init__, __repr__, __eq__. order: the other comparisons.
    unsafe_hash: __hash__ although instances change. frozen: they do not.
    match_args: __match_args__. kw_only: fields are given by keyword only.
    slots: the class has __slots__. weakref_slot: one of them for weak
    references.
    """
    def wrap(cls):
        return _process_class(cls, init, repr, eq, order, unsafe_hash, frozen,
                              match_args, kw_only, slots, weakref_slot)
    return wrap if cls is None else wrap(cls)


# --- Using dataclasses ---

def fields(class_or_instance):
    """The fields of a dataclass or of an instance, as a tuple of Field."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance'
                        ) from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether obj is a dataclass or an instance of one."""
    cls = (obj if isinstance(obj, type) and not isinstance(obj, GenericAlias)
           else type(obj))
    return hasattr(cls, _FIELDS)


# What need not be copied.
_ATOMIC = frozenset({type(None), bool, int, float, str, complex, bytes, type,
                     range, type(...), type(NotImplemented), FunctionType,
                     type(len)})


def _convert(obj, of_instance):
    """A copy of a value in which of_instance replaced dataclass instances."""
    cls = type(obj)
    if cls in _ATOMIC:
        return obj
    if hasattr(cls, _FIELDS):
        return of_instance(obj)
    if cls is list:
        return [_convert(v, of_instance) for v in obj]
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return cls(*[_convert(v, of_instance) for v in obj])
    if isinstance(obj, (list, tuple)):
        return cls(_convert(v, of_instance) for v in obj)
    if isinstance(obj, dict):
        if hasattr(cls, 'default_factory'):
            result = cls(obj.default_factory)
            for k, v in obj.items():
                result[_convert(k, of_instance)] = _convert(v, of_instance)
            return result
        return cls((_convert(k, of_instance), _convert(v, of_instance))
                   for k, v in obj.items())
    import copy
    return copy.deepcopy(obj)


def asdict(obj, *, dict_factory=dict):
    """The fields as a dict from names to values, recursively."""
    if not _is_dataclass_instance(obj):
        raise TypeError('asdict() should be called on dataclass instances')

    def as_dict(instance):
        return dict_factory([(f.name, _convert(getattr(instance, f.name),
                                               as_dict))
                             for f in fields(instance)])
    return as_dict(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The values of the fields as a tuple, recursively."""
    if not _is_dataclass_instance(obj):
        raise TypeError('astuple() should be called on dataclass instances')

    def as_tuple(instance):
        return tuple_factory([_convert(getattr(instance, f.name), as_tuple)
                              for f in fields(instance)])
    return as_tuple(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True,
                   repr=True, eq=True, order=False, unsafe_hash=False,
                   frozen=False, match_args=True, kw_only=False, slots=False,
                   weakref_slot=False):
    """A new dataclass; fields are names, (name, type) or (name, type, field())."""
    from keyword import iskeyword
    from types import new_class
    namespace = {} if namespace is None else namespace
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, annotation = item, 'typing.Any'
        elif len(item) == 2:
            name, annotation = item
        elif len(item) == 3:
            name, annotation, defaults[item[0]] = item
        else:
            raise TypeError(f'Invalid field: {item!r}')
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f'Field names must be valid identifiers: {name!r}')
        if iskeyword(name):
            raise TypeError(f'Field names must not be keywords: {name!r}')
        if name in annotations:
            raise TypeError(f'Field name duplicated: {name!r}')
        annotations[name] = annotation

    def fill(body):
        body.update(namespace)
        body.update(defaults)
        body['__annotations__'] = annotations

    cls = new_class(cls_name, bases, {}, fill)
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order,
                     unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots,
                     weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new instance like obj with some fields changed."""
    if not _is_dataclass_instance(obj):
        raise TypeError('replace() should be called on dataclass instances')
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f'field {f.name} is declared with '
                                 'init=False, it cannot be specified with '
                                 'replace()')
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f'InitVar {f.name!r} must be specified with '
                                 'replace()')
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)
