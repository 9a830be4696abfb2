"""Enumerations: classes whose instances are a fixed set of named values."""

import builtins as _builtins
import sys
from types import DynamicClassAttribute, MappingProxyType

__all__ = [
    'EnumType', 'EnumMeta',
    'Enum', 'IntEnum', 'StrEnum', 'Flag', 'IntFlag', 'ReprEnum',
    'auto', 'unique', 'property', 'verify', 'member', 'nonmember',
    'FlagBoundary', 'STRICT', 'CONFORM', 'EJECT', 'KEEP',
    'global_flag_repr', 'global_enum_repr', 'global_str', 'global_enum',
    'EnumCheck', 'CONTINUOUS', 'NAMED_FLAGS', 'UNIQUE',
    'pickle_by_global_name', 'pickle_by_enum_name',
]

# The metaclass asks for these classes while they do not exist yet.
Enum = Flag = ReprEnum = EJECT = None


class nonmember:
    """Marks a value in an enum's body that shall not become a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Marks a value in an enum's body that shall become a member."""

    def __init__(self, value):
        self.value = value


class _Unset:
    def __repr__(self):
        return '_auto_null'


_auto_null = _Unset()


class auto:
    """Stands for the next suitable value in an enum's body."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return f'auto({self.value!r})'


# --- Names and numbers ---

def _is_descriptor(obj):
    return (hasattr(obj, '__get__') or hasattr(obj, '__set__')
            or hasattr(obj, '__delete__'))


def _is_dunder(name):
    """Whether a name looks like __this__."""
    return (len(name) > 4 and name[:2] == '__' == name[-2:]
            and name[2] != '_' and name[-3] != '_')


def _is_sunder(name):
    """Whether a name looks like _this_."""
    return (len(name) > 2 and name[0] == '_' == name[-1]
            and name[1] != '_' and name[-2] != '_')


def _is_private(class_name, name):
    """Whether a name is what __this becomes in the class's body."""
    prefix = f'_{class_name}__'
    return (len(name) > len(prefix) and name.startswith(prefix)
            and not name.endswith('__'))


def _is_internal_class(class_name, obj):
    """Whether obj is a class written in the body of the class of that name."""
    if not isinstance(obj, type):
        return False
    inner = f'{class_name}.{getattr(obj, "__name__", "")}'
    qualname = getattr(obj, '__qualname__', '')
    return qualname == inner or qualname.endswith('.' + inner)


def _is_single_bit(number):
    return number > 0 and number & (number - 1) == 0 if number else False


def _high_bit(value):
    """The index of the highest set bit; -1 for zero."""
    return value.bit_length() - 1


def _iter_bits_lsb(number):
    """The set bits of a number, lowest first."""
    bits = number.value if isinstance(number, Enum) else number
    if bits < 0:
        raise ValueError(f'{number!r} is not a positive integer')
    while bits:
        lowest = bits & -bits
        yield lowest
        bits ^= lowest


def show_flag_values(value):
    """The single bits that a flag's value is made of."""
    return list(_iter_bits_lsb(value))


def bin(num, max_bits=None):
    """The bits of a number in two's complement, with the sign bit apart: '0b0 1010'."""
    width = num.bit_length()
    digits = _builtins.bin((num & (1 << width) - 1) | 1 << width)[3:]
    sign = '1' if num < 0 else '0'
    if max_bits is not None:
        digits = digits.rjust(max_bits, sign)
    return f'0b{sign} {digits}'


# --- Attributes that members may share a name with ---

class property(DynamicClassAttribute):
    """A property of members; on the class its name means the member of that name."""

    member = None

    def _member_of(self, ownerclass):
        try:
            return ownerclass._member_map_[self.name]
        except KeyError:
            raise AttributeError(
                f'{ownerclass!r} has no attribute {self.name!r}') from None

    def __get__(self, instance, ownerclass=None):
        if instance is None or self.fget is None:
            return self._member_of(ownerclass)
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError(f'<enum {self.clsname!r}> cannot set '
                                 f'attribute {self.name!r}')
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError(f'<enum {self.clsname!r}> cannot delete '
                                 f'attribute {self.name!r}')
        return self.fdel(instance)

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


# --- From the class body to members ---

class _MemberValue:
    """A member's value in the namespace that the class is made from.

    The class replaces it by the real member as soon as it exists, before
    __init_subclass__ of the bases runs.
    """

    def __init__(self, value):
        self.value = value

    def __set_name__(self, cls, name):
        delattr(cls, name)
        new = _make_member(cls, name, self.value)
        canonical = _find_by_value(cls, new._value_)
        is_flag = Flag is not None and issubclass(cls, Flag)
        if is_flag:
            _count_bits(cls, new._value_)
        if canonical is not None:
            new = canonical
        elif not is_flag or _is_single_bit(new._value_):
            cls._member_names_.append(name)
        _publish_member(cls, name, new)


def _make_member(cls, name, value):
    args = value if isinstance(value, tuple) else (value,)
    if cls._member_type_ is tuple:
        args = (args,)
    new = (cls._new_member_(cls, *args) if cls._use_args_
           else cls._new_member_(cls))
    if not hasattr(new, '_value_'):
        if cls._member_type_ is object:
            new._value_ = value
        else:
            try:
                new._value_ = cls._member_type_(*args)
            except Exception as error:
                raise TypeError('_value_ not set in __new__, unable to '
                                'create it') from error
    new._name_ = name
    new.__objclass__ = cls
    new.__init__(*args)
    new._sort_order_ = len(cls._member_names_)
    return new


def _find_by_value(cls, value):
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for known in cls._member_map_.values():
            if known._value_ == value:
                return known
        return None


def _count_bits(cls, value):
    cls._flag_mask_ |= value
    if _is_single_bit(value):
        cls._singles_mask_ |= value
    cls._all_bits_ = (1 << cls._flag_mask_.bit_length()) - 1


def _inherited_property(cls, name):
    """A property of a base that a member of this name must leave working."""
    found = None
    for base in cls.__mro__[1:]:
        attribute = base.__dict__.get(name)
        if attribute is None:
            continue
        if isinstance(attribute, DynamicClassAttribute):
            return attribute
        if (hasattr(attribute, 'fget') and hasattr(attribute, 'fset')
                and hasattr(attribute, 'fdel')):
            found = attribute
    return found


def _publish_member(cls, name, new):
    inherited = _inherited_property(cls, name)
    if inherited is None:
        setattr(cls, name, new)
    else:
        redirect = property(inherited.fget, inherited.fset, inherited.fdel)
        redirect.member = new
        redirect.__set_name__(cls, name)
        setattr(cls, name, redirect)
    cls._member_map_[name] = new
    try:
        cls._value2member_map_.setdefault(new._value_, new)
    except TypeError:
        cls._unhashable_values_.append(new._value_)


_SUNDERS = frozenset({
    '_order_', '_generate_next_value_', '_numeric_repr_', '_missing_',
    '_ignore_', '_iter_member_', '_iter_member_by_value_',
    '_iter_member_by_def_',
})


class _EnumDict(dict):
    """The namespace of an enum's body: tells members from all the rest."""

    def __init__(self):
        super().__init__()
        self._member_names = {}  # a dict because it keeps the order
        self._last_values = []
        self._ignore = []
        self._auto_called = False

    def __setitem__(self, key, value):
        if _is_internal_class(self._cls_name, value):
            import warnings
            warnings.warn(
                'In 3.13 classes created inside an enum will not become a '
                'member.  Use the `member` decorator to keep the current '
                'behavior.', DeprecationWarning, stacklevel=2)
        if _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._check_sunder(key, value)
        elif _is_dunder(key):
            if key == '__order__':
                key = '_order_'
        elif key in self._member_names:
            raise TypeError(f'{key!r} already defined as {self[key]!r}')
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not _is_descriptor(value):
            value = self._new_member(key, value)
        super().__setitem__(key, value)

    def _check_sunder(self, key, value):
        if key not in _SUNDERS:
            raise ValueError(f'_sunder_ names, such as {key!r}, are reserved '
                             'for future Enum use')
        if key == '_generate_next_value_':
            if self._auto_called:
                raise TypeError('_generate_next_value_ must be defined before '
                                'members')
            self._generate_next_value = (
                value.__func__ if isinstance(value, staticmethod) else value)
        elif key == '_ignore_':
            if isinstance(value, str):
                value = value.replace(',', ' ').split()
            value = self._ignore = list(value)
            already = set(self._ignore) & set(self._member_names)
            if already:
                raise ValueError('_ignore_ cannot specify already set names: '
                                 f'{already!r}')
        return value

    def _new_member(self, key, value):
        """Notes the name, and returns the value with each auto() resolved."""
        if key in self:
            raise TypeError(f'{key!r} already defined as {self[key]!r}')
        if isinstance(value, member):
            value = value.value
        if isinstance(value, auto):
            value = self._resolve(key, value)
        elif type(value) is tuple and any(isinstance(v, auto) for v in value):
            value = tuple(self._resolve(key, v) if isinstance(v, auto) else v
                          for v in value)
        else:
            self._last_values.append(value)
        self._member_names[key] = None
        return value

    def _resolve(self, key, placeholder):
        if placeholder.value is _auto_null:
            placeholder.value = self._generate_next_value(
                key, 1, len(self._member_names), self._last_values[:])
            self._auto_called = True
        self._last_values.append(placeholder.value)
        return placeholder.value

    def update(self, members, **more_members):
        pairs = (((name, members[name]) for name in members.keys())
                 if hasattr(members, 'keys') else members)
        for name, value in pairs:
            self[name] = value
        for name, value in more_members.items():
            self[name] = value


def _make_class_unpicklable(namespace):
    def _break_on_call_reduce(self, proto):
        raise TypeError(f'{self!r} cannot be pickled')
    if isinstance(namespace, dict):
        namespace['__reduce_ex__'] = _break_on_call_reduce
        namespace['__module__'] = '<unknown>'
    else:
        namespace.__reduce_ex__ = _break_on_call_reduce
        namespace.__module__ = '<unknown>'


# --- Finishing a class ---

_FLAG_OPERATORS = ('__or__', '__and__', '__xor__', '__ror__', '__rand__',
                   '__rxor__', '__invert__')
_FLAG_STATE = ('_boundary_', '_flag_mask_', '_singles_mask_', '_all_bits_',
               '_inverted_')


def _take_methods_of_data_type(cls, namespace, member_type):
    """What ReprEnum means: str() and format() are the data type's."""
    if member_type is object:
        raise TypeError('ReprEnum subclasses must be mixed with a data type '
                        '(i.e. int, str, float, etc.)')
    if '__format__' not in namespace:
        cls.__format__ = namespace['__format__'] = member_type.__format__
    if '__str__' not in namespace:
        method = member_type.__str__
        if method is object.__str__:
            method = member_type.__repr__
        cls.__str__ = namespace['__str__'] = method


def _keep_methods_of_enum(cls, namespace, member_type, enum):
    """The data type's repr and the like must not hide the enum's."""
    for name in ('__repr__', '__str__', '__format__', '__reduce_ex__'):
        if name not in namespace:
            found = getattr(cls, name)
            if found in (getattr(member_type, name), getattr(object, name)):
                setattr(cls, name, getattr(enum, name))


def _check_order(cls, order):
    """_order_, when a body gives it, must name the members in their order."""
    if isinstance(order, str):
        order = order.replace(',', ' ').split()
    members = cls._member_map_
    if Flag is not None and issubclass(cls, Flag):
        order = [name for name in order
                 if name not in members
                 or _is_single_bit(members[name]._value_)]
    order = [name for name in order
             if name not in members or name in cls._member_names_]
    if order != cls._member_names_:
        raise TypeError('member order does not match _order_:\n'
                        f'  {cls._member_names_!r}\n  {order!r}')


def _choose_iteration(cls):
    """Flags are iterated by value when that is the order of definition."""
    values = [m._value_ for m in cls]
    if values != sorted(values):
        cls._iter_member_ = cls._iter_member_by_def_


class EnumType(type):
    """The class of enum classes."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = _EnumDict()
        namespace._cls_name = cls
        _, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace['_generate_next_value_'] = getattr(
                first_enum, '_generate_next_value_', None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None,
                _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)

        classdict.setdefault('_ignore_', []).append('_ignore_')
        for key in classdict['_ignore_']:
            classdict.pop(key, None)
        names = classdict._member_names
        invalid = {'mro', ''}.intersection(names)
        if invalid:
            raise ValueError('invalid enum member name(s) '
                             + ','.join(repr(n) for n in invalid))
        order = classdict.pop('_order_', None)
        namespace = dict(classdict.items())

        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(
            namespace, member_type, first_enum)
        for name in names:
            namespace[name] = _MemberValue(namespace[name])
        namespace.update(
            _new_member_=new, _use_args_=use_args, _member_names_=[],
            _member_map_={}, _value2member_map_={}, _unhashable_values_=[],
            _member_type_=member_type,
            _value_repr_=metacls._find_data_repr_(cls, bases),
            _boundary_=boundary or getattr(first_enum, '_boundary_', None),
            _flag_mask_=0, _singles_mask_=0, _all_bits_=0, _inverted_=None)
        error = None
        try:
            result = super().__new__(metacls, cls, bases, namespace, **kwds)
        except RuntimeError as wrapped:
            # That is how an error in __set_name__ arrives.
            error = wrapped.__cause__ or wrapped
        if error is not None:
            raise error

        namespace.update(result.__dict__)
        if ReprEnum is not None and ReprEnum in bases:
            _take_methods_of_data_type(result, namespace, member_type)
        _keep_methods_of_enum(result, namespace, member_type, first_enum)
        is_flag = Flag is not None and issubclass(result, Flag)
        if is_flag:
            for name in _FLAG_OPERATORS:
                if name not in namespace:
                    setattr(result, name, getattr(Flag, name))
        if Enum is not None:
            # Calls look members up from now on; what makes them is kept for
            # classes that derive from this one.
            if save_new:
                result.__new_member__ = new
            result.__new__ = Enum.__new__
        if is_flag:
            _choose_iteration(result)
        elif Flag is not None or cls != 'Flag':
            for name in _FLAG_STATE:
                delattr(result, name)
        if order:
            _check_order(result, order)
        return result

    def __bool__(cls):
        """A class is true, even one without members."""
        return True

    def __call__(cls, value, names=None, *, module=None, qualname=None,
                 type=None, start=1, boundary=None):
        """With a value: its member. With names, too: a new enum class.

        names is a str of names between blanks or commas, an iterable of names
        or of (name, value) pairs, or a mapping. The new class gets the module
        and qualname given, the type as its data type, and numbers its members
        from start.
        """
        if names is None:
            return cls.__new__(cls, value)
        return cls._create_(value, names, module=module, qualname=qualname,
                            type=type, start=start, boundary=boundary)

    def __contains__(cls, member):
        """Whether member is a member of this class."""
        if not isinstance(member, Enum):
            import warnings
            warnings.warn(
                'in 3.12 __contains__ will no longer raise TypeError, but '
                'will return True or\nFalse depending on whether the value '
                'is a member or the value of a member',
                DeprecationWarning, stacklevel=2)
            raise TypeError(
                "unsupported operand type(s) for 'in': "
                f"'{type(member).__qualname__}' and "
                f"'{cls.__class__.__qualname__}'")
        return isinstance(member, cls) and member._name_ in cls._member_map_

    def __delattr__(cls, attr):
        if attr in cls._member_map_:
            raise AttributeError(
                f'{cls.__name__!r} cannot delete member {attr!r}.')
        super().__delattr__(attr)

    def __dir__(cls):
        names = {'__class__', '__contains__', '__doc__', '__getitem__',
                 '__iter__', '__len__', '__members__', '__module__',
                 '__name__', '__qualname__', *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add('__new__')
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add('__init_subclass__')
        if cls._member_type_ is not object:
            names.update(dir(cls._member_type_))
        return sorted(names)

    def __getattr__(cls, name):
        if _is_dunder(name):
            raise AttributeError(name)
        try:
            return cls._member_map_[name]
        except KeyError:
            raise AttributeError(name) from None

    def __getitem__(cls, name):
        """The member of that name."""
        return cls._member_map_[name]

    def __iter__(cls):
        """The members without aliases, in order of definition."""
        return (cls._member_map_[name] for name in cls._member_names_)

    def __len__(cls):
        """The number of members without aliases."""
        return len(cls._member_names_)

    @_builtins.property
    def __members__(cls):
        """A read-only mapping from names, aliases included, to members."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f'<flag {cls.__name__!r}>'
        return f'<enum {cls.__name__!r}>'

    def __reversed__(cls):
        """The members without aliases, last first."""
        return (cls._member_map_[name]
                for name in reversed(cls._member_names_))

    def __setattr__(cls, name, value):
        """Members cannot be replaced."""
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None,
                 type=None, start=1, boundary=None):
        """Makes a class as __call__ says."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        _, first_enum = cls._get_mixins_(class_name, bases)
        namespace = metacls.__prepare__(class_name, bases)

        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if (isinstance(names, (tuple, list)) and names
                and isinstance(names[0], str)):
            pairs, values = [], []
            for count, name in enumerate(names):
                value = first_enum._generate_next_value_(
                    name, start, count, values[:])
                values.append(value)
                pairs.append((name, value))
            names = pairs
        for item in () if names is None else names:
            name, value = ((item, names[item]) if isinstance(item, str)
                           else item)
            namespace[name] = value

        if module is None:
            try:
                module = sys._getframe(2).f_globals['__name__']
            except (AttributeError, ValueError, KeyError):
                pass
        if module is None:
            _make_class_unpicklable(namespace)
        else:
            namespace['__module__'] = module
        if qualname is not None:
            namespace['__qualname__'] = qualname
        return metacls.__new__(metacls, class_name, bases, namespace,
                               boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None,
                  as_global=False):
        """An enum of the constants of a module whose names pass the filter."""
        exported = sys.modules[module].__dict__
        constants = [(key, value) for key, value
                     in (source.__dict__ if source else exported).items()
                     if filter(key)]
        try:
            constants.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            constants.sort(key=lambda pair: pair[0])
        body = dict(constants)
        body['__module__'] = module
        made = _simple_enum(etype=cls, boundary=boundary or KEEP)(
            type(name, (object,), body))
        if as_global:
            global_enum(made)
        else:
            sys.modules[made.__module__].__dict__.update(made.__members__)
        exported[name] = made
        return made

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for base in bases:
            for cls in base.__mro__:
                if isinstance(cls, EnumType) and cls._member_names_:
                    raise TypeError(
                        f'<enum {class_name!r}> cannot extend {cls!r}')

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The data type of the members, and the enum that is the last base."""
        if not bases:
            return object, Enum
        mcls._check_for_existing_members_(class_name, bases)
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError('new enumerations should be created as '
                            '`EnumName([mixin_type, ...] [data_type,] '
                            'enum_type)`')
        return mcls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for base in bases:
            for cls in base.__mro__:
                if cls is object:
                    continue
                if isinstance(cls, EnumType):
                    return cls._value_repr_
                if '__repr__' in cls.__dict__:
                    return cls.__dict__['__repr__']
        return None

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        """The one base that is not an enum and makes instances in its own way."""
        found = set()
        for base in bases:
            candidate = None
            for cls in base.__mro__:
                if cls is object:
                    continue
                if isinstance(cls, EnumType):
                    if cls._member_type_ is not object:
                        found.add(cls._member_type_)
                        break
                elif ('__new__' in cls.__dict__
                      or '__dataclass_fields__' in cls.__dict__):
                    found.add(candidate or cls)
                    break
                else:
                    candidate = candidate or cls
        if len(found) > 1:
            raise TypeError(
                f'too many data types for {class_name!r}: {found!r}')
        return found.pop() if found else None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        """What makes members, whether to keep it, and whether it gets the value."""
        new = classdict.get('__new__', None)
        save_new = first_enum is not None and new is not None
        if new is None:
            plain = (None, None.__new__, object.__new__,
                     None if Enum is None else Enum.__new__)
            new = object.__new__
            for source, method in ((member_type, '__new_member__'),
                                   (first_enum, '__new_member__'),
                                   (member_type, '__new__'),
                                   (first_enum, '__new__')):
                target = getattr(source, method, None)
                if target not in plain:
                    new = target
                    break
        use_args = (first_enum is not None and new is not object.__new__
                    and new is not Enum.__new__)
        return new, save_new, use_args


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """The base of enumerations.

    The names that a class body gives values become its members. They are
    reached as attributes, Colour.RED, by value, Colour(1), and by name,
    Colour['RED']; iterating over the class gives them all.
    """

    def __new__(cls, value):
        # Members are made with the class; this only finds them.
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for known in cls._member_map_.values():
                if known._value_ == value:
                    return known
        if not cls._member_map_:
            raise TypeError(f'{cls!r} has no members defined')
        return _ask_missing(cls, value)

    def __init__(self, *args, **kwds):
        pass

    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): one more than the greatest so far."""
        if not last_values:
            return start
        try:
            last = last_values[-1]
            last_values.sort()
            if last == last_values[-1]:
                return last + 1
        except TypeError:
            pass
        import warnings
        warnings.warn(
            'In 3.13 the default `auto()`/`_generate_next_value_` will '
            'require all values to be sortable and support adding +1\nand '
            'the value returned will be the largest value in the enum '
            'incremented by 1', DeprecationWarning, stacklevel=5)
        for value in reversed(last_values):
            try:
                return value + 1
            except TypeError:
                pass
        return start

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        cls = self.__class__
        shown = (cls._value_repr_ or repr)(self._value_)
        return f'<{cls.__name__}.{self._name_}: {shown}>'

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __dir__(self):
        """The attributes of members, without the members themselves."""
        members = self._member_map_
        names = set()
        if self.__class__._member_type_ is not object:
            names.update(object.__dir__(self))
        names.update(name for name in getattr(self, '__dict__', ())
                     if name[0] != '_' and name not in members)
        for cls in self.__class__.mro():
            for name, value in cls.__dict__.items():
                if name[0] == '_':
                    continue
                if name not in members:
                    names.add(name)
                elif isinstance(value, property):
                    if value.fget is not None:
                        names.add(name)
                    else:
                        names.discard(name)
        names.update(('__class__', '__doc__', '__eq__', '__hash__',
                      '__module__'))
        return sorted(names)

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the Enum member."""
        return self._name_

    @property
    def value(self):
        """The value of the Enum member."""
        return self._value_


def _ask_missing(cls, value):
    """What cls._missing_ makes of a value; ValueError when it has no answer."""
    error = None
    try:
        result = cls._missing_(value)
    except Exception as raised:
        error = raised
        result = None
    try:
        if isinstance(result, cls):
            return result
        if (Flag is not None and issubclass(cls, Flag)
                and cls._boundary_ is EJECT and isinstance(result, int)):
            return result
        invalid = ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        if error is None:
            if result is None:
                raise invalid
            error = TypeError(
                f'error in {cls.__name__}._missing_: returned {result!r} '
                'instead of None or a valid member')
        if not isinstance(error, ValueError):
            error.__context__ = invalid
        raise error
    finally:
        error = invalid = None


class ReprEnum(Enum):
    """An enum that leaves str() and format() to its data type."""


class IntEnum(int, ReprEnum):
    """An enum whose members are also ints."""


class StrEnum(str, ReprEnum):
    """An enum whose members are also strs."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError(f'too many arguments for str(): {values!r}')
        if len(values) == 1 and not isinstance(values[0], str):
            raise TypeError(f'{values[0]!r} is not a string')
        if len(values) >= 2 and not isinstance(values[1], str):
            raise TypeError(f'encoding must be a string, not {values[1]!r}')
        if len(values) == 3 and not isinstance(values[2], str):
            raise TypeError(f'errors must be a string, not {values[2]!r}')
        text = str(*values)
        new = str.__new__(cls, text)
        new._value_ = text
        return new

    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): the name in lower case."""
        return name.lower()


def pickle_by_global_name(self, proto):
    """A __reduce_ex__ for members that their module exports."""
    return self.name


_reduce_ex_by_global_name = pickle_by_global_name


def pickle_by_enum_name(self, proto):
    """A __reduce_ex__ that finds members by their name."""
    return getattr, (self.__class__, self._name_)


# --- Flags ---

class FlagBoundary(StrEnum):
    """What becomes of bits that no member of a flag has.

    STRICT: ValueError. CONFORM: they are dropped. EJECT: the result is a
    plain int. KEEP: they stay.
    """
    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _flag_operand(self, other):
    """The bits of the other operand, or None if it cannot be one."""
    if isinstance(other, self.__class__):
        return other._value_
    if self._member_type_ is not object and isinstance(other,
                                                       self._member_type_):
        return other
    return None


class Flag(Enum, boundary=STRICT):
    """An enum whose members are bits that can be combined with | & ^ ~."""

    _numeric_repr_ = repr

    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): the bit after the highest so far."""
        if not count:
            return 1 if start is None else start
        greatest = max(last_values)
        try:
            return 1 << greatest.bit_length()
        except Exception:
            raise TypeError(f'invalid flag value {greatest!r}') from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        """The members in a value, by increasing value."""
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        """The members in a value, in order of definition."""
        yield from sorted(cls._iter_member_by_value_(value),
                          key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """A combination of members; what is not one depends on _boundary_."""
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        mask, all_bits = cls._flag_mask_, cls._all_bits_
        if (not ~all_bits <= value <= all_bits
                or value & (all_bits ^ mask)):
            boundary = cls._boundary_
            if boundary is STRICT:
                width = max(value.bit_length(), mask.bit_length())
                raise ValueError(
                    f'{cls!r} invalid value {value!r}\n'
                    f'    given {bin(value, width)}\n'
                    f'  allowed {bin(mask, width)}')
            if boundary is CONFORM:
                value &= mask
            elif boundary is EJECT:
                return value
            elif boundary is KEEP:
                if value < 0:
                    value += max(all_bits + 1, 1 << value.bit_length())
            else:
                raise ValueError(
                    f'{cls!r} unknown flag boundary {boundary!r}')
        negative = None
        if value < 0:
            negative = value
            value += all_bits + 1
        unknown = value & ~mask
        if unknown and cls._boundary_ is not KEEP:
            raise ValueError(f'{cls.__name__}({value!r}) -->  unknown values '
                             f'{unknown!r} [{bin(unknown)}]')
        if cls._member_type_ is object:
            new = object.__new__(cls)
        else:
            new = cls._member_type_.__new__(cls, value)
        if not hasattr(new, '_value_'):
            new._value_ = value
        new._name_ = cls._combined_name(value)
        # Of several threads that make the same combination one wins.
        new = cls._value2member_map_.setdefault(value, new)
        if negative is not None:
            cls._value2member_map_[negative] = new
        return new

    @classmethod
    def _combined_name(cls, value):
        """'A|B' for a value; None when it has no member in it."""
        members = list(cls._iter_member_(value & cls._singles_mask_))
        covered = 0
        for m in members:
            covered |= m._value_
        if value & ~cls._singles_mask_:
            for m in cls._member_map_.values():
                bits = m._value_
                if m not in members and bits and bits & value == bits:
                    members.append(m)
                    covered |= bits
        if not covered:
            return None
        name = '|'.join(m._name_ for m in members)
        rest = value ^ covered
        if rest and cls._boundary_ is STRICT:
            raise ValueError(f'{cls!r}: no members with value {rest!r}')
        return f'{name}|{cls._numeric_repr_(rest)}' if rest else name

    def __contains__(self, other):
        """Whether all bits of other are set here."""
        if not isinstance(other, self.__class__):
            raise TypeError(
                "unsupported operand type(s) for 'in': "
                f'{type(other).__qualname__!r} and '
                f'{self.__class__.__qualname__!r}')
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        """The members that this value is made of."""
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        cls = self.__class__
        shown = (cls._value_repr_ or repr)(self._value_)
        if self._name_ is None:
            return f'<{cls.__name__}: {shown}>'
        return f'<{cls.__name__}.{self._name_}: {shown}>'

    def __str__(self):
        if self._name_ is None:
            return f'{self.__class__.__name__}({self._value_!r})'
        return f'{self.__class__.__name__}.{self._name_}'

    def __bool__(self):
        return bool(self._value_)

    def __or__(self, other):
        other = _flag_operand(self, other)
        if other is None:
            return NotImplemented
        return self.__class__(self._value_ | other)

    def __and__(self, other):
        other = _flag_operand(self, other)
        if other is None:
            return NotImplemented
        return self.__class__(self._value_ & other)

    def __xor__(self, other):
        other = _flag_operand(self, other)
        if other is None:
            return NotImplemented
        return self.__class__(self._value_ ^ other)

    def __invert__(self):
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(
                    self._singles_mask_ & ~self._value_)
        return self._inverted_

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """A flag whose members are also ints."""


def _aliases(enumeration):
    """The text 'alias -> name, ...' of all aliases, '' when there are none."""
    return ', '.join(f'{name} -> {m.name}'
                     for name, m in enumeration.__members__.items()
                     if name != m.name)


def unique(enumeration):
    """Class decorator: ValueError when a member has an alias."""
    aliases = _aliases(enumeration)
    if aliases:
        raise ValueError(
            f'duplicate values found in {enumeration!r}: {aliases}')
    return enumeration


# --- Members as constants of a module ---

def _module_of(self):
    return self.__class__.__module__.split('.')[-1]


def global_enum_repr(self):
    """The text 'module.NAME' in place of the usual one."""
    return f'{_module_of(self)}.{self._name_}'


def global_flag_repr(self):
    """The text 'module.A|module.B' in place of the usual one."""
    module = _module_of(self)
    if self._name_ is None:
        return f'{module}.{self.__class__.__name__}({self._value_!r})'
    if _is_single_bit(self._value_):
        return f'{module}.{self._name_}'
    keep = self._boundary_ is FlagBoundary.KEEP
    return '|'.join(name if keep and name[0].isdigit() else f'{module}.{name}'
                    for name in self._name_.split('|'))


def global_str(self):
    """The bare name."""
    if self._name_ is None:
        return f'{self.__class__.__name__}({self._value_!r})'
    return self._name_


def global_enum(cls, update_str=False):
    """Class decorator that makes the members constants of the class's module."""
    cls.__repr__ = (global_flag_repr if issubclass(cls, Flag)
                    else global_enum_repr)
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


# --- Enums made quickly, without checks ---

def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """Class decorator that makes an enum of a plain class, without checks."""
    def convert_class(cls):
        nonlocal use_args
        if use_args is None:
            use_args = etype._use_args_
        is_flag = issubclass(etype, Flag)
        own_new = cls.__dict__.get('__new__')
        new_member = (own_new.__func__ if own_new is not None
                      else etype._member_type_.__new__)
        body = {
            '_new_member_': new_member,
            '_use_args_': use_args,
            '_generate_next_value_': etype._generate_next_value_,
            '_member_names_': [],
            '_member_map_': {},
            '_value2member_map_': {},
            '_unhashable_values_': [],
            '_member_type_': etype._member_type_,
            '_value_repr_': etype._value_repr_,
        }
        if own_new is not None:
            body['__new_member__'] = new_member
        if is_flag:
            body.update(_boundary_=boundary or etype._boundary_,
                        _flag_mask_=0, _singles_mask_=0, _all_bits_=0,
                        _inverted_=None)
            for name in _FLAG_OPERATORS:
                body[name] = getattr(Flag, name)
        values = {}
        for name, obj in cls.__dict__.items():
            if name in ('__dict__', '__weakref__'):
                continue
            if (_is_dunder(name) or _is_private(cls.__name__, name)
                    or _is_sunder(name) or _is_descriptor(obj)):
                body[name] = obj
            else:
                values[name] = obj
        if cls.__dict__.get('__doc__') is None:
            body['__doc__'] = 'An enumeration.'

        made = type(cls.__name__, (etype,), body, boundary=boundary,
                    _simple=True)
        _keep_methods_of_enum(made, body, etype._member_type_, etype)
        last_values = []
        for name, value in values.items():
            _add_simple(made, name, value, last_values, own_new is None)
        if is_flag:
            _choose_iteration(made)
        if own_new is not None:
            made.__new_member__ = made.__new__
        made.__new__ = Enum.__new__
        return made
    return convert_class


def _add_simple(cls, name, value, last_values, set_value):
    is_flag = issubclass(cls, Flag)
    if isinstance(value, auto):
        if value.value is _auto_null:
            value.value = cls._generate_next_value_(
                name, 1, len(cls._member_names_), last_values)
        value = value.value
    new = cls._value2member_map_.get(value)
    if new is None:
        if cls._use_args_:
            args = value if isinstance(value, tuple) else (value,)
            new = cls._new_member_(cls, *args)
            value = args[0]
        else:
            new = cls._new_member_(cls)
        if set_value:
            new._value_ = value
        new._name_ = name
        new.__objclass__ = cls
        new.__init__(value)
        new._sort_order_ = len(cls._member_names_)
        cls._value2member_map_[value] = new
        if not is_flag or _is_single_bit(value):
            cls._member_names_.append(name)
        if is_flag:
            _count_bits(cls, value)
        last_values.append(value)
    redirect = property()
    redirect.__set_name__(cls, name)
    setattr(cls, name, redirect)
    cls._member_map_[name] = new


# --- Checks ---

@_simple_enum(StrEnum)
class EnumCheck:
    """What verify can check."""
    CONTINUOUS = 'no skipped integer values'
    NAMED_FLAGS = 'multi-flag aliases may not contain unnamed flags'
    UNIQUE = 'one name per value'


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """Class decorator that checks an enumeration: see EnumCheck."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        if not issubclass(enumeration, Enum):
            raise TypeError(
                "the 'verify' decorator only works with Enum and Flag")
        for check in self.checks:
            if check is UNIQUE:
                _verify_unique(enumeration)
            elif check is CONTINUOUS:
                _verify_continuous(enumeration)
            elif check is NAMED_FLAGS:
                _verify_named_flags(enumeration)
        return enumeration


def _verify_unique(enumeration):
    aliases = _aliases(enumeration)
    if aliases:
        raise ValueError(f'aliases found in {enumeration!r}: {aliases}')


def _verify_continuous(enumeration):
    values = {m.value for m in enumeration}
    if len(values) < 2:
        return
    low, high = min(values), max(values)
    if issubclass(enumeration, Flag):
        kind = 'flag'
        wanted = (1 << i for i in range(_high_bit(low) + 1, _high_bit(high)))
    else:
        kind = 'enum'
        wanted = range(low + 1, high)
    missing = ', '.join(str(v) for v in wanted if v not in values)
    if missing:
        raise ValueError(f'invalid {kind} {enumeration.__name__!r}: '
                         f'missing values {missing}'[:256])


def _verify_named_flags(enumeration):
    bits = {m.value for m in enumeration}
    names = []
    missing = 0
    for name, alias in enumeration._member_map_.items():
        if name in enumeration._member_names_ or alias.value < 0:
            continue
        unnamed = sum(b for b in _iter_bits_lsb(alias.value) if b not in bits)
        if unnamed:
            names.append(name)
            missing |= unnamed
    if not names:
        return
    if len(names) == 1:
        who = f'alias {names[0]} is missing'
    else:
        who = f'aliases {", ".join(names[:-1])} and {names[-1]} are missing'
    what = ('value' if _is_single_bit(missing) else 'combined values of')
    raise ValueError(f'invalid Flag {enumeration.__name__!r}: {who} {what} '
                     f'0x{missing:x} [use enum.show_flag_values(value) for '
                     'details]')


def _without_blanks(text):
    return text.replace(' ', '').replace('\t', '')


def _compare_attributes(checked, simple, skip, describe):
    """The differences between two namespaces, as messages."""
    for key in {*checked, *simple}:
        if key in skip:
            continue
        if key not in simple:
            yield describe('missing', key)
        elif key not in checked:
            yield describe('extra', key)
        else:
            yield from _compare_values(key, checked[key], simple[key])


def _compare_values(key, checked, simple):
    if callable(checked) or isinstance(checked, _builtins.property):
        return
    if key == '__doc__':
        same = _without_blanks(checked) == _without_blanks(simple)
    else:
        same = checked == simple
    if not same:
        shown_checked = f'checked -> {checked!r}'
        shown_simple = f'simple  -> {simple!r}'
        yield f'{key!r}:\n         {shown_checked:s}\n         {shown_simple:s}'


def _test_simple_enum(checked_enum, simple_enum):
    """TypeError when an enum by _simple_enum differs from an ordinary one."""
    failed = []
    members = {*checked_enum._member_map_, *simple_enum._member_map_}
    skip = {'__module__', '_member_map_', '_value2member_map_', '__doc__',
            *members}
    failed.extend(sorted(_compare_attributes(
        checked_enum.__dict__, simple_enum.__dict__, skip,
        lambda kind, key: f'{kind + " key:":12} {key!r}')))
    for name in members:
        if name not in simple_enum.__dict__:
            failed.append(f'missing member from simple enum: {name!r}')
        elif name not in checked_enum.__dict__:
            failed.append(f'extra member in simple enum: {name!r}')
        else:
            found = list(_compare_attributes(
                checked_enum[name].__dict__, simple_enum[name].__dict__,
                {'__module__', '__objclass__', '_inverted_'},
                lambda kind, key: f'{kind} key {key!r} '
                                  f'{"not in the" if kind == "missing" else "in"} '
                                  f'simple enum member {name!r}'))
            if found:
                failed.append(f'{name!r} member mismatch:\n      '
                              + '\n      '.join(found))
    for method in ('__str__', '__repr__', '__reduce_ex__', '__format__',
                   '__getnewargs_ex__', '__getnewargs__', '__reduce__'):
        if (method in simple_enum.__dict__
                or method in checked_enum.__dict__):
            continue
        checked = getattr(checked_enum, method, None)
        simple = getattr(simple_enum, method, None)
        checked = getattr(checked, '__func__', checked)
        simple = getattr(simple, '__func__', simple)
        if checked != simple:
            failed.append(f'{method!r}:  checked -> {checked!r} '
                          f'simple -> {simple!r}')
    if failed:
        raise TypeError('enum mismatch:\n   ' + '\n   '.join(failed))


def _old_convert_(etype, name, module, filter, source=None, *, boundary=None):
    """Like _convert_, but with all checks, and nothing is exported."""
    names = (source or sys.modules[module]).__dict__
    constants = [pair for pair in names.items() if filter(pair[0])]
    try:
        constants.sort(key=lambda pair: (pair[1], pair[0]))
    except TypeError:
        constants.sort(key=lambda pair: pair[0])
    return etype(name, constants, module=module, boundary=boundary or KEEP)


_stdlib_enums = IntEnum, StrEnum, IntFlag
