"""Objects that stand in for others in tests, and tools to put them in place.

A Mock makes its attributes and its return value, mocks again, when they are first asked for, and
remembers how it was called.
"""

import builtins
import contextlib
import inspect
import sys
from functools import partial, wraps
from inspect import iscoroutinefunction
from types import (BuiltinFunctionType, ClassMethodDescriptorType, CodeType, FunctionType,
                   MethodType, ModuleType)
from unittest.util import safe_repr

import _thread

__all__ = [
    "Mock", "MagicMock", "patch", "sentinel", "DEFAULT", "ANY", "call", "create_autospec",
    "AsyncMock", "FILTER_DIR", "NonCallableMock", "NonCallableMagicMock", "mock_open",
    "PropertyMock", "seal",
]

FILTER_DIR = True

_builtin_names = frozenset(name for name in dir(builtins) if not name.startswith("_"))
_safe_super = super


class InvalidSpecError(Exception):
    """A mock was given as the specification of a mock."""


class _SentinelObject:
    """A unique object with a name."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"sentinel.{self.name}"

    def __reduce__(self):
        return f"sentinel.{self.name}"


class _Sentinel:
    """Makes unique objects: one for each attribute name."""

    def __init__(self):
        self._sentinels = {}

    def __getattr__(self, name):
        if name == "__bases__":
            raise AttributeError
        return self._sentinels.setdefault(name, _SentinelObject(name))

    def __reduce__(self):
        return "sentinel"


sentinel = _Sentinel()
DEFAULT = sentinel.DEFAULT
_missing = sentinel.MISSING
_deleted = sentinel.DELETED


class _AnyComparer(list):
    """A list of arguments in which ANY may be on either side."""

    def __contains__(self, item):
        return any(all(expected == actual for expected, actual in zip(item, other))
                   for other in self)


class _ANY:
    """Equal to everything."""

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __repr__(self):
        return "<ANY>"


ANY = _ANY()


# What kind of thing it is.

def _is_instance_mock(obj):
    # Not isinstance: __class__ can be set.
    return issubclass(type(obj), NonCallableMock)


def _is_exception(obj):
    return (isinstance(obj, BaseException)
            or isinstance(obj, type) and issubclass(obj, BaseException))


def _is_async_obj(obj):
    if _is_instance_mock(obj) and not isinstance(obj, AsyncMock):
        return False
    if hasattr(obj, "__func__"):
        obj = getattr(obj, "__func__")
    return iscoroutinefunction(obj) or inspect.isawaitable(obj)


def _is_async_func(obj):
    return iscoroutinefunction(obj) if getattr(obj, "__code__", None) else False


def _is_list(obj):
    return type(obj) in (list, tuple)


def _extract_mock(obj):
    """The mock behind a function that create_autospec made; anything else stays."""
    if isinstance(obj, FunctionType) and hasattr(obj, "mock"):
        return obj.mock
    return obj


def _is_magic(name):
    return f"__{name[2:-2]}__" == name


def _callable(obj):
    if isinstance(obj, type):
        return True
    if isinstance(obj, (staticmethod, classmethod, MethodType)):
        return _callable(obj.__func__)
    return getattr(obj, "__call__", None) is not None


def _instance_callable(obj):
    """Can what is specified be called; for a class: can its instances be?"""
    if not isinstance(obj, type):
        return getattr(obj, "__call__", None) is not None
    return any(base.__dict__.get("__call__") is not None for base in (obj,) + obj.__mro__)


# Signatures.

def _get_signature_object(spec, as_instance, eat_self):
    """(function, signature) for what is specified, or None."""
    if isinstance(spec, type) and not as_instance:
        spec = spec.__init__
        eat_self = True
    elif isinstance(spec, (classmethod, staticmethod)):
        if isinstance(spec, classmethod):
            eat_self = True
        spec = spec.__func__
    elif not isinstance(spec, (FunctionType, MethodType)):
        # An instance that can be called.
        try:
            spec = spec.__call__
        except AttributeError:
            return None
    try:
        return spec, inspect.signature(partial(spec, None) if eat_self else spec)
    except ValueError:
        return None


def _check_sig(spec, mock, skipfirst, instance=False):
    found = _get_signature_object(spec, instance, skipfirst)
    if found is None:
        return
    _, signature = found

    def checksig(self, /, *args, **kwargs):
        signature.bind(*args, **kwargs)
    type(mock)._mock_check_sig = checksig
    type(mock).__signature__ = signature


def _copy_func_details(func, funcopy):
    for name in ("__name__", "__doc__", "__text_signature__", "__module__", "__defaults__",
                 "__kwdefaults__"):
        try:
            setattr(funcopy, name, getattr(func, name))
        except AttributeError:
            pass


def _set_signature(mock, original, instance=False):
    """A function with the signature of another one that calls a mock."""
    skipfirst = isinstance(original, type)
    found = _get_signature_object(original, instance, skipfirst)
    if found is None:
        return mock
    func, signature = found
    name = original.__name__
    if not name.isidentifier():
        name = "funcopy"

    def checked(*args, **kwargs):
        signature.bind(*args, **kwargs)
        return mock(*args, **kwargs)

    checked.__name__ = checked.__qualname__ = name
    _copy_func_details(func, checked)
    checked.__name__ = name
    checked.__defaults__ = checked.__kwdefaults__ = None
    _setup_func(checked, mock, signature)
    return checked


_FUNCTION_METHODS = ("assert_called_with", "assert_not_called", "assert_called",
                     "assert_called_once", "assert_called_once_with", "assert_has_calls",
                     "assert_any_call")
_ASYNC_METHODS = ("assert_awaited", "assert_awaited_once", "assert_awaited_with",
                  "assert_awaited_once_with", "assert_any_await", "assert_has_awaits",
                  "assert_not_awaited")


def _forward(name, mock):
    def method(*args, **kwargs):
        return getattr(mock, name)(*args, **kwargs)
    method.__name__ = name
    return method


def _setup_func(function, mock, signature):
    """Give a function what mocks have."""
    function.mock = mock
    function.called = False
    function.call_count = 0
    function.call_args = None
    function.call_args_list = _CallList()
    function.method_calls = _CallList()
    function.mock_calls = _CallList()
    function.return_value = mock.return_value
    function.side_effect = mock.side_effect
    function._mock_children = mock._mock_children
    for name in _FUNCTION_METHODS:
        setattr(function, name, _forward(name, mock))

    def reset_mock():
        function.method_calls = _CallList()
        function.mock_calls = _CallList()
        mock.reset_mock()
        result = function.return_value
        if _is_instance_mock(result) and result is not mock:
            result.reset_mock()

    function.reset_mock = reset_mock
    function.__signature__ = signature
    # From now on the mock reads and writes these attributes of the function.
    mock._mock_delegate = function


def _setup_async_mock(function):
    mock = function.mock
    coroutines = sys.modules.get("asyncio.coroutines")
    if coroutines is not None:
        function._is_coroutine = coroutines._is_coroutine
    function.await_count = 0
    function.await_args = None
    function.await_args_list = _CallList()
    for name in _ASYNC_METHODS:
        setattr(function, name, _forward(name, mock))


# Calls.

def _format_call_signature(name, args, kwargs):
    parts = [repr(arg) for arg in args]
    parts.extend(f"{key}={value!r}" for key, value in kwargs.items())
    return f"{name}({', '.join(parts)})"


class _CallList(list):
    """A list of calls; another list is "in" it if its items are, in a row."""

    def __contains__(self, value):
        if not isinstance(value, list):
            return list.__contains__(self, value)
        size = len(value)
        return any(self[start:start + size] == value for start in range(len(self) - size + 1))

    def __repr__(self):
        import pprint
        return pprint.pformat(list(self))


def _call_parts(value, two=False):
    """(name, args, kwargs) for a tuple that may lack some of them."""
    name, args, kwargs = "", (), {}
    size = len(value)
    if size == 3:
        name, args, kwargs = value
    elif size == 2:
        first, second = value
        if isinstance(first, str):
            name = first
            if isinstance(second, tuple):
                args = second
            else:
                kwargs = second
        else:
            args, kwargs = first, second
    elif size == 1:
        value, = value
        if isinstance(value, str):
            name = value
        elif isinstance(value, tuple):
            args = value
        else:
            kwargs = value
    return name, args, kwargs


class _Call(tuple):
    """A call: (name, args, kwargs), or (args, kwargs).

    Compares equal to shorter tuples that say the same. `call` is one, from which others are made
    by calling it and by its attributes.
    """

    def __new__(cls, value=(), name="", parent=None, two=False, from_kall=True):
        found, args, kwargs = _call_parts(value)
        if len(value) in (1, 2, 3) and found:
            name = found
        if len(value) == 3:
            name = value[0]
        if two:
            return tuple.__new__(cls, (args, kwargs))
        return tuple.__new__(cls, (name, args, kwargs))

    def __init__(self, value=(), name=None, parent=None, two=False, from_kall=True):
        self._mock_name = name
        self._mock_parent = parent
        self._mock_from_kall = from_kall

    def __eq__(self, other):
        try:
            size = len(other)
        except TypeError:
            return NotImplemented
        name, args, kwargs = ("",) + tuple(self) if len(self) == 2 else tuple(self)
        parent = getattr(self, "_mock_parent", None)
        other_parent = getattr(other, "_mock_parent", None)
        if parent and other_parent and parent != other_parent:
            return False
        if size > 3:
            return False
        if size == 2 and not isinstance(other[0], (str, tuple)):
            return False
        if size == 1 and not isinstance(other[0], (str, tuple, dict)):
            return False
        other_name, other_args, other_kwargs = _call_parts(other)
        if name and other_name != name:
            return False
        # The right side first: ANY has to be asked.
        return (other_args, other_kwargs) == (args, kwargs)

    __ne__ = object.__ne__
    __hash__ = tuple.__hash__

    def __call__(self, /, *args, **kwargs):
        if self._mock_name is None:
            return _Call(("", args, kwargs), name="()")
        name = self._mock_name + "()"
        return _Call((self._mock_name, args, kwargs), name=name, parent=self)

    def __getattr__(self, attr):
        if self._mock_name is None:
            return _Call(name=attr, from_kall=False)
        return _Call(name=f"{self._mock_name}.{attr}", parent=self, from_kall=False)

    def __getattribute__(self, attr):
        if attr in tuple.__dict__:
            raise AttributeError
        return tuple.__getattribute__(self, attr)

    @property
    def args(self):
        """The positional arguments."""
        return self[0] if len(self) == 2 else self[1]

    @property
    def kwargs(self):
        """The keyword arguments."""
        return self[1] if len(self) == 2 else self[2]

    def __repr__(self):
        if not self._mock_from_kall:
            name = self._mock_name or "call"
            return f"call{name}" if name.startswith("()") else name
        name, args, kwargs = ("",) + tuple(self) if len(self) == 2 else tuple(self)
        if not name:
            name = "call"
        elif name.startswith("()"):
            name = f"call{name}"
        else:
            name = f"call.{name}"
        return _format_call_signature(name, args, kwargs)

    def call_list(self):
        """All calls of a chain such as call.a().b(), as they are found in mock_calls."""
        calls = []
        thing = self
        while thing is not None:
            if thing._mock_from_kall:
                calls.append(thing)
            thing = thing._mock_parent
        return _CallList(reversed(calls))


call = _Call(from_kall=False)


# Mocks.

_ALL_MAGICS = set()


def _delegating(name):
    """A property that reads and writes an attribute of the function of create_autospec, if any."""
    inner = f"_mock_{name}"

    def get(self):
        delegate = self._mock_delegate
        return getattr(self, inner) if delegate is None else getattr(delegate, name)

    def set(self, value):
        delegate = self._mock_delegate
        if delegate is None:
            self.__dict__[inner] = value
        else:
            setattr(delegate, name, value)

    return property(get, set)


# Held while an attribute or a return value is made: all threads get the same.
_making = _thread.RLock()


def _known_return_value(mock):
    if mock._mock_delegate is not None:
        return mock._mock_delegate.return_value
    return mock._mock_return_value


def _child_of(mock, name):
    child = mock._mock_children.get(name)
    if child is None:
        wrapped = None
        if mock._mock_wraps is not None:
            wrapped = getattr(mock._mock_wraps, name)
        child = mock._get_child_mock(parent=mock, name=name, wraps=wrapped,
                                     _new_name=name, _new_parent=mock)
        mock._mock_children[name] = child
    elif isinstance(child, _SpecState):
        try:
            child = create_autospec(child.spec, child.spec_set, child.instance,
                                    child.parent, child.name)
        except InvalidSpecError:
            target = mock.__dict__["_mock_name"] or mock
            raise InvalidSpecError(
                f"Cannot autospec attr {name!r} from target {target!r} as it has already "
                f"been mocked out. [target={mock!r}, attr={child.spec!r}]") from None
        mock._mock_children[name] = child
    return child


class Base:
    _mock_return_value = DEFAULT
    _mock_side_effect = None

    def __init__(self, /, *args, **kwargs):
        pass


class _MockIter:
    """Iterates over the values of a side effect."""

    def __init__(self, obj):
        self.obj = iter(obj)

    def __next__(self):
        return next(self.obj)


def _try_iter(obj):
    if obj is None or _is_exception(obj) or _callable(obj):
        return obj
    try:
        return iter(obj)
    except TypeError:
        # Neither function nor iterable: it will be an error when it is used.
        return obj


def _check_and_set_parent(parent, value, name, new_name):
    """Make a mock the child of another one, so that the parent sees its calls."""
    value = _extract_mock(value)
    if not _is_instance_mock(value):
        return False
    if ((value._mock_name or value._mock_new_name) or value._mock_parent is not None
            or value._mock_new_parent is not None):
        return False  # it belongs to somebody
    ancestor = parent
    while ancestor is not None:
        if ancestor is value:
            return False
        ancestor = ancestor._mock_new_parent
    if new_name:
        value._mock_new_parent = parent
        value._mock_new_name = new_name
    if name:
        value._mock_parent = parent
        value._mock_name = name
    return True


_INIT_ARGS = ("spec", "wraps", "name", "spec_set", "parent", "_spec_state", "_new_name",
              "_new_parent", "_spec_as_instance", "_eat_self", "unsafe", "return_value",
              "side_effect")


class NonCallableMock(Base):
    """A mock that cannot be called."""

    def __new__(cls, spec=None, wraps=None, name=None, spec_set=None, parent=None,
                _spec_state=None, _new_name="", _new_parent=None, _spec_as_instance=False,
                _eat_self=None, unsafe=False, **kwargs):
        # A class for each mock: magic methods have to be on the class.
        bases = (cls,)
        if not issubclass(cls, AsyncMockMixin):
            for specified in (spec_set, spec):
                if specified is not None:
                    if _is_async_obj(specified):
                        bases = (AsyncMockMixin, cls)
                    break
        new = type(cls.__name__, bases, {"__doc__": cls.__doc__})
        return object.__new__(new)

    def __init__(self, spec=None, wraps=None, name=None, spec_set=None, parent=None,
                 _spec_state=None, _new_name="", _new_parent=None, _spec_as_instance=False,
                 _eat_self=None, unsafe=False, **kwargs):
        if _new_parent is None:
            _new_parent = parent
        own = self.__dict__
        own["_mock_parent"] = parent
        own["_mock_name"] = name
        own["_mock_new_name"] = _new_name
        own["_mock_new_parent"] = _new_parent
        own["_mock_sealed"] = False
        if spec_set is not None:
            spec = spec_set
            spec_set = True
        if _eat_self is None:
            _eat_self = parent is not None
        self._mock_add_spec(spec, spec_set, _spec_as_instance, _eat_self)
        own["_mock_children"] = {}
        own["_mock_wraps"] = wraps
        own["_mock_delegate"] = None
        own["_mock_called"] = False
        own["_mock_call_args"] = None
        own["_mock_call_count"] = 0
        own["_mock_call_args_list"] = _CallList()
        own["_mock_mock_calls"] = _CallList()
        own["method_calls"] = _CallList()
        own["_mock_unsafe"] = unsafe
        if kwargs:
            self.configure_mock(**kwargs)
        _safe_super(NonCallableMock, self).__init__(spec, wraps, name, spec_set, parent,
                                                    _spec_state)

    def attach_mock(self, mock, attribute):
        """Make another mock an attribute and a child: its calls are seen here."""
        inner = _extract_mock(mock)
        inner._mock_parent = None
        inner._mock_new_parent = None
        inner._mock_name = ""
        inner._mock_new_name = None
        setattr(self, attribute, mock)

    def mock_add_spec(self, spec, spec_set=False):
        """Allow only the attributes of `spec`; with spec_set only those can be set, too."""
        self._mock_add_spec(spec, spec_set)

    def _mock_add_spec(self, spec, spec_set, _spec_as_instance=False, _eat_self=False):
        if _is_instance_mock(spec):
            raise InvalidSpecError("Cannot spec a Mock object. "
                                   f"[object={spec!r}]")
        spec_class = signature = None
        coroutines = []
        if spec is not None:
            for name in dir(spec):
                static = inspect.getattr_static(spec, name, None)
                unwrapped = static.__func__ if isinstance(static, (staticmethod,
                                                                   classmethod)) else static
                if iscoroutinefunction(unwrapped):
                    coroutines.append(name)
            if not _is_list(spec):
                spec_class = spec if isinstance(spec, type) else type(spec)
                found = _get_signature_object(spec, _spec_as_instance, _eat_self)
                signature = found and found[1]
                spec = dir(spec)
        own = self.__dict__
        own["_spec_class"] = spec_class
        own["_spec_set"] = spec_set
        own["_spec_signature"] = signature
        own["_mock_methods"] = spec
        own["_spec_asyncs"] = coroutines

    @property
    def return_value(self):
        """What calling it returns: a mock, unless it is set."""
        value = _known_return_value(self)
        if value is DEFAULT:
            made = self._get_child_mock(_new_parent=self, _new_name="()")
            with _making:
                value = _known_return_value(self)
                if value is DEFAULT:
                    value = self.return_value = made
        return value

    @return_value.setter
    def return_value(self, value):
        if self._mock_delegate is not None:
            self._mock_delegate.return_value = value
        else:
            self._mock_return_value = value
            _check_and_set_parent(self, value, None, "()")

    @property
    def __class__(self):
        return type(self) if self._spec_class is None else self._spec_class

    called = _delegating("called")
    call_count = _delegating("call_count")
    call_args = _delegating("call_args")
    call_args_list = _delegating("call_args_list")
    mock_calls = _delegating("mock_calls")

    @property
    def side_effect(self):
        """A function to call, an exception to raise, or the values for the calls to come."""
        delegate = self._mock_delegate
        if delegate is None:
            return self._mock_side_effect
        effect = delegate.side_effect
        if (effect is not None and not callable(effect) and not isinstance(effect, _MockIter)
                and not _is_exception(effect)):
            effect = _MockIter(effect)
            delegate.side_effect = effect
        return effect

    @side_effect.setter
    def side_effect(self, value):
        value = _try_iter(value)
        if self._mock_delegate is None:
            self._mock_side_effect = value
        else:
            self._mock_delegate.side_effect = value

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        """Forget the calls, also those of the children."""
        if visited is None:
            visited = []
        if id(self) in visited:
            return
        visited.append(id(self))
        self.called = False
        self.call_args = None
        self.call_count = 0
        self.mock_calls = _CallList()
        self.call_args_list = _CallList()
        self.method_calls = _CallList()
        if return_value:
            self._mock_return_value = DEFAULT
        if side_effect:
            self._mock_side_effect = None
        for child in self._mock_children.values():
            if isinstance(child, _SpecState) or child is _deleted:
                continue
            child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        result = self._mock_return_value
        if _is_instance_mock(result) and result is not self:
            result.reset_mock(visited)

    def configure_mock(self, /, **kwargs):
        """Set attributes; the names may have dots in them."""
        # Outer ones first.
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *outer, last = path.split(".")
            obj = self
            for name in outer:
                obj = getattr(obj, name)
            setattr(obj, last, value)

    def __getattr__(self, name):
        if name in ("_mock_methods", "_mock_unsafe"):
            raise AttributeError(name)
        if self._mock_methods is not None:
            if name not in self._mock_methods or name in _ALL_MAGICS:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif _is_magic(name):
            raise AttributeError(name)
        if not self._mock_unsafe and (not self._mock_methods
                                      or name not in self._mock_methods):
            if name.startswith(("assert", "assret", "asert", "aseert", "assrt")):
                raise AttributeError(
                    f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is "
                    "meant to be an attribute.")
        child = self._mock_children.get(name)
        if child is None or isinstance(child, _SpecState):
            with _making:
                child = _child_of(self, name)
        if child is _deleted:
            raise AttributeError(name)
        return child

    def _extract_mock_name(self):
        names = [self._mock_new_name]
        parent = self._mock_new_parent
        last = self
        dot = "" if names == ["()"] else "."
        while parent is not None:
            last = parent
            names.append(parent._mock_new_name + dot)
            dot = "" if parent._mock_new_name == "()" else "."
            parent = parent._mock_new_parent
        names = list(reversed(names))
        first = last._mock_name or "mock"
        if len(names) > 1 and names[1] not in ("()", "()."):
            first += "."
        names[0] = first
        return "".join(names)

    def __repr__(self):
        name = self._extract_mock_name()
        name = "" if name in ("mock", "mock.") else f" name={name!r}"
        spec = ""
        if self._spec_class is not None:
            kind = "spec_set" if self._spec_set else "spec"
            spec = f" {kind}={self._spec_class.__name__!r}"
        return f"<{type(self).__name__}{name}{spec} id='{id(self)}'>"

    def __dir__(self):
        if not FILTER_DIR:
            return object.__dir__(self)
        extras = self._mock_methods or []
        from_type = dir(type(self))
        from_dict = list(self.__dict__)
        from_children = [name for name, value in self._mock_children.items()
                         if value is not _deleted]
        from_type = [name for name in from_type if not name.startswith("_")]
        from_dict = [name for name in from_dict if not name.startswith("_") or _is_magic(name)]
        return sorted({*extras, *from_type, *from_dict, *from_children})

    def __setattr__(self, name, value):
        if name in _MOCK_SETTABLE:
            return object.__setattr__(self, name, value)
        if (self._spec_set and self._mock_methods is not None
                and name not in self._mock_methods and name not in self.__dict__):
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _UNSUPPORTED_MAGICS:
            raise AttributeError(f"Attempting to set unsupported magic method {name!r}.")
        if name in _ALL_MAGICS:
            if self._mock_methods is not None and name not in self._mock_methods:
                raise AttributeError(f"Mock object has no attribute '{name}'")
            if not _is_instance_mock(value):
                setattr(type(self), name, _as_method(name, value))
                original = value
                value = lambda *args, **kw: original(self, *args, **kw)
            else:
                # Mock of a mock: it does not get the instance.
                _check_and_set_parent(self, value, None, name)
                setattr(type(self), name, value)
                self._mock_children[name] = value
        elif name == "__class__":
            self.__dict__["_spec_class"] = value
            return None
        elif _check_and_set_parent(self, value, name, name):
            self._mock_children[name] = value
        if self._mock_sealed and not hasattr(self, name):
            raise AttributeError(f"Cannot set {self._extract_mock_name()}.{name}")
        if isinstance(value, PropertyMock):
            self.__dict__[name] = value
            return None
        return object.__setattr__(self, name, value)

    def __delattr__(self, name):
        if name in _ALL_MAGICS and name in type(self).__dict__:
            delattr(type(self), name)
            if name not in self.__dict__:
                return
        child = self._mock_children.get(name, _missing)
        if name in self.__dict__:
            _safe_super(NonCallableMock, self).__delattr__(name)
        elif child is _deleted:
            raise AttributeError(name)
        if child is not _missing:
            del self._mock_children[name]
        self._mock_children[name] = _deleted

    def _format_mock_call_signature(self, args, kwargs):
        return _format_call_signature(self._mock_name or "mock", args, kwargs)

    def _format_mock_failure_message(self, args, kwargs, action="call"):
        expected = self._format_mock_call_signature(args, kwargs)
        actual = self._format_mock_call_signature(*self.call_args)
        return f"expected {action} not found.\nExpected: {expected}\n  Actual: {actual}"

    def _get_call_signature_from_name(self, name):
        """The signature of the child that a name in mock_calls belongs to."""
        if not name:
            return self._spec_signature
        signature = None
        children = self._mock_children
        for part in name.replace("()", "").split("."):
            child = children.get(part)
            if child is None or isinstance(child, _SpecState):
                break
            child = _extract_mock(child)
            children = child._mock_children
            signature = child._spec_signature
        return signature

    def _call_matcher(self, _call):
        """A form of a call in which arguments by position and by keyword compare equal."""
        if isinstance(_call, tuple) and len(_call) > 2:
            signature = self._get_call_signature_from_name(_call[0])
        else:
            signature = self._spec_signature
        if signature is None:
            return _call
        if len(_call) == 2:
            name = ""
            args, kwargs = _call
        else:
            name, args, kwargs = _call
        try:
            bound = signature.bind(*args, **kwargs)
        except TypeError as error:
            return error.with_traceback(None)
        # The name as an argument: it has to be equal too.
        return _Call(("", (name, bound.args, bound.kwargs), {}))

    def _title(self):
        return self._mock_name or "mock"

    def _calls_repr(self, prefix="Calls"):
        return f"\n{prefix}: {safe_repr(self.mock_calls)}." if self.mock_calls else ""

    def assert_not_called(self):
        """Fail if it was called."""
        if self.call_count:
            raise AssertionError(f"Expected '{self._title()}' to not have been called. Called "
                                 f"{self.call_count} times.{self._calls_repr()}")

    def assert_called(self):
        """Fail unless it was called."""
        if not self.call_count:
            raise AssertionError(f"Expected '{self._title()}' to have been called.")

    def assert_called_once(self):
        """Fail unless it was called once."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._title()}' to have been called once. Called "
                                 f"{self.call_count} times.{self._calls_repr()}")

    def assert_called_with(self, /, *args, **kwargs):
        """Fail unless the last call had these arguments."""
        if self.call_args is None:
            expected = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f"expected call not found.\nExpected: {expected}\n"
                                 "  Actual: not called.")
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        actual = self._call_matcher(self.call_args)
        if actual != expected:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(self._format_mock_failure_message(args, kwargs)) from cause

    def assert_called_once_with(self, /, *args, **kwargs):
        """Fail unless it was called once, with these arguments."""
        if self.call_count != 1:
            raise AssertionError(f"Expected '{self._title()}' to be called once. Called "
                                 f"{self.call_count} times.{self._calls_repr()}")
        return self.assert_called_with(*args, **kwargs)

    def assert_has_calls(self, calls, any_order=False):
        """Fail unless these calls were made, in a row, or in any order."""
        expected = [self._call_matcher(item) for item in calls]
        cause = next((item for item in expected if isinstance(item, Exception)), None)
        made = _CallList(self._call_matcher(item) for item in self.mock_calls)
        if any_order:
            _remove_all(expected, made, self._title(), cause)
        elif expected not in made:
            raise AssertionError(_not_found("Calls", expected, calls)
                                 + self._calls_repr(prefix="  Actual").rstrip(".")) from cause

    def assert_any_call(self, /, *args, **kwargs):
        """Fail unless one of the calls had these arguments."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        cause = expected if isinstance(expected, Exception) else None
        made = [self._call_matcher(item) for item in self.call_args_list]
        if cause or expected not in _AnyComparer(made):
            shown = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f"{shown} call not found") from cause

    def _get_child_mock(self, /, **kw):
        """Make the mock for an attribute or for the return value."""
        if self._mock_sealed:
            attribute = f".{kw['name']}" if "name" in kw else "()"
            raise AttributeError(self._extract_mock_name() + attribute)
        new_name = kw.get("_new_name")
        if new_name in self.__dict__["_spec_asyncs"]:
            return AsyncMock(**kw)
        own = type(self)
        if issubclass(own, MagicMock) and new_name in _ASYNC_METHOD_MAGICS:
            cls = AsyncMock
        elif issubclass(own, AsyncMockMixin):
            if (new_name in _ALL_SYNC_MAGICS
                    or self._mock_methods and new_name in self._mock_methods):
                cls = MagicMock
            else:
                cls = AsyncMock
        elif not issubclass(own, CallableMixin):
            if issubclass(own, NonCallableMagicMock):
                cls = MagicMock
            elif issubclass(own, NonCallableMock):
                cls = Mock
        else:
            cls = own.__mro__[1]
        return cls(**kw)


def _not_found(what, expected, items):
    if all(not isinstance(item, Exception) for item in expected):
        problem = f"{what} not found."
    else:
        errors = [item if isinstance(item, Exception) else None for item in expected]
        problem = f"Error processing expected {what.lower()}.\nErrors: {errors}"
    return f"{problem}\nExpected: {_CallList(items)}"


def _remove_all(expected, made, title, cause, what="call list"):
    made = list(made)
    missing = []
    for item in expected:
        try:
            made.remove(item)
        except ValueError:
            missing.append(item)
    if missing:
        raise AssertionError(f"{title!r} does not contain all of {tuple(missing)!r} in its "
                             f"{what}, found {made!r} instead") from cause


_MOCK_SETTABLE = frozenset((
    "return_value", "_mock_return_value", "side_effect", "_mock_side_effect", "_mock_parent",
    "_mock_new_parent", "_mock_name", "_mock_new_name", "_mock_delegate", "_mock_methods",
    "_mock_sealed", "_mock_wraps", "_mock_children", "called", "call_count", "call_args",
    "call_args_list", "mock_calls", "method_calls", "_mock_called", "_mock_call_count",
    "_mock_call_args", "_mock_call_args_list", "_mock_mock_calls", "await_count", "await_args",
    "await_args_list", "_mock_await_count", "_mock_await_args", "_mock_await_args_list",
))


class CallableMixin(Base):
    """What makes a mock callable."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, wraps=None, name=None,
                 spec_set=None, parent=None, _spec_state=None, _new_name="", _new_parent=None,
                 **kwargs):
        self.__dict__["_mock_return_value"] = return_value
        _safe_super(CallableMixin, self).__init__(
            spec, wraps, name, spec_set, parent, _spec_state, _new_name, _new_parent, **kwargs)
        self.side_effect = side_effect

    def _mock_check_sig(self, /, *args, **kwargs):
        """Replaced where there is a signature to check."""

    def __call__(self, /, *args, **kwargs):
        self._mock_check_sig(*args, **kwargs)
        self._increment_mock_call(*args, **kwargs)
        return self._mock_call(*args, **kwargs)

    def _mock_call(self, /, *args, **kwargs):
        return self._execute_mock_call(*args, **kwargs)

    def _increment_mock_call(self, /, *args, **kwargs):
        """Note the call here and with all the parents."""
        self.called = True
        self.call_count += 1
        noted = _Call((args, kwargs), two=True)
        self.call_args = noted
        self.call_args_list.append(noted)
        self.mock_calls.append(_Call(("", args, kwargs)))
        is_method = self._mock_parent is not None
        method_name = self._mock_name
        call_name = self._mock_new_name
        is_a_call = call_name == "()"
        parent = self._mock_new_parent
        while parent is not None:
            if is_method:
                parent.method_calls.append(_Call((method_name, args, kwargs)))
                is_method = parent._mock_parent is not None
                if is_method:
                    method_name = f"{parent._mock_name}.{method_name}"
            parent.mock_calls.append(_Call((call_name, args, kwargs)))
            if parent._mock_new_name:
                dot = "" if is_a_call else "."
                is_a_call = parent._mock_new_name == "()"
                call_name = parent._mock_new_name + dot + call_name
            parent = parent._mock_new_parent

    def _execute_mock_call(self, /, *args, **kwargs):
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not _callable(effect):
                result = next(effect)
                if _is_exception(result):
                    raise result
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        delegate = self._mock_delegate
        if delegate is not None and delegate.return_value is not DEFAULT:
            return delegate.return_value
        if self._mock_wraps is not None:
            return self._mock_wraps(*args, **kwargs)
        return self.return_value


class Mock(CallableMixin, NonCallableMock):
    """A mock. Magic methods only if they are set.

    spec: an object or a list of names, whose attributes are the only ones. spec_set: the same,
    and no others can be set. side_effect: see the attribute. return_value: what calls return.
    wraps: an object that calls are passed on to. name: for the repr. Other keyword arguments set
    attributes.
    """


# Magic methods.

_NUMERICS = ("add sub mul matmul truediv floordiv mod lshift rshift and xor or pow").split()
_MAGICS = {f"__{name}__" for name in """
    lt gt le ge eq ne getitem setitem delitem len contains str sizeof enter exit divmod rdivmod
    neg pos abs invert complex int float index round trunc floor ceil bool next fspath aiter
    """.split()} | {f"__{prefix}{name}__" for name in _NUMERICS for prefix in ("", "i", "r")}
_NON_DEFAULTS = {
    "__get__", "__set__", "__delete__", "__reversed__", "__missing__", "__reduce__",
    "__reduce_ex__", "__getinitargs__", "__getnewargs__", "__getstate__", "__setstate__",
    "__getformat__", "__repr__", "__dir__", "__subclasses__", "__format__", "__getnewargs_ex__",
}
_ASYNC_METHOD_MAGICS = {"__aenter__", "__aexit__", "__anext__"}
_ASYNC_MAGICS = _ASYNC_METHOD_MAGICS | {"__aiter__"}
_SYNC_ASYNC_MAGICS = {"__aiter__"}
_UNSUPPORTED_MAGICS = {
    "__getattr__", "__setattr__", "__init__", "__new__", "__prepare__", "__instancecheck__",
    "__subclasscheck__", "__del__",
}
_MAGICS |= {"__hash__", "__iter__"}
_ALL_SYNC_MAGICS = _MAGICS | _NON_DEFAULTS
_ALL_MAGICS |= _ALL_SYNC_MAGICS | _ASYNC_MAGICS
_magics = _MAGICS
_all_magics = _ALL_MAGICS

_RETURN_VALUES = {
    "__int__": 1, "__contains__": False, "__len__": 0, "__exit__": False, "__aexit__": False,
    "__complex__": 1j, "__float__": 1.0, "__bool__": True, "__index__": 1, "__lt__": NotImplemented,
    "__gt__": NotImplemented, "__le__": NotImplemented, "__ge__": NotImplemented,
}

_CALCULATED = {
    "__hash__": lambda self: object.__hash__(self),
    "__str__": lambda self: object.__str__(self),
    "__sizeof__": lambda self: object.__sizeof__(self),
    "__fspath__": lambda self: f"{type(self).__name__}/{self._extract_mock_name()}/{id(self)}",
}


def _eq_effect(self):
    def __eq__(other):
        fixed = self.__eq__._mock_return_value
        if fixed is not DEFAULT:
            return fixed
        return True if self is other else NotImplemented
    return __eq__


def _ne_effect(self):
    def __ne__(other):
        if self.__ne__._mock_return_value is not DEFAULT:
            return DEFAULT
        return False if self is other else NotImplemented
    return __ne__


def _iter_effect(self):
    def __iter__():
        fixed = self.__iter__._mock_return_value
        return iter([]) if fixed is DEFAULT else iter(fixed)
    return __iter__


def _aiter_effect(self):
    def __aiter__():
        fixed = self.__aiter__._mock_return_value
        return _AsyncIterator(iter([] if fixed is DEFAULT else fixed))
    return __aiter__


_SIDE_EFFECTS = {"__eq__": _eq_effect, "__ne__": _ne_effect, "__iter__": _iter_effect,
                 "__aiter__": _aiter_effect}


def _set_return_value(mock, method, name):
    fixed = _RETURN_VALUES.get(name, DEFAULT)
    if fixed is not DEFAULT:
        method.return_value = fixed
    elif name in _CALCULATED:
        method.return_value = _CALCULATED[name](mock)
    elif name in _SIDE_EFFECTS:
        method.side_effect = _SIDE_EFFECTS[name](mock)


def _as_method(name, func):
    """A function for the class that calls one that was set on the mock."""
    def method(self, /, *args, **kw):
        return func(self, *args, **kw)
    method.__name__ = name
    return method


class MagicProxy(Base):
    """Makes the mock for a magic method when it is first used."""

    def __init__(self, name, parent):
        self.name = name
        self.parent = parent

    def create_mock(self):
        method = self.parent._get_child_mock(name=self.name, _new_name=self.name,
                                             _new_parent=self.parent)
        setattr(self.parent, self.name, method)
        _set_return_value(self.parent, method, self.name)
        return method

    def __get__(self, obj, _type=None):
        return self.create_mock()


class MagicMixin(Base):
    """Supports the magic methods from the start."""

    def __init__(self, /, *args, **kw):
        self._mock_set_magics()  # some are needed for what follows
        _safe_super(MagicMixin, self).__init__(*args, **kw)
        self._mock_set_magics()

    def _mock_set_magics(self):
        wanted = _MAGICS | _ASYNC_METHOD_MAGICS
        methods = getattr(self, "_mock_methods", None)
        if methods is not None:
            unwanted = wanted - set(methods)
            wanted = wanted & set(methods)
            for name in unwanted:
                if name in type(self).__dict__:
                    delattr(self, name)
        own = type(self)
        for name in wanted - set(own.__dict__):
            setattr(own, name, MagicProxy(name, self))


class NonCallableMagicMock(MagicMixin, NonCallableMock):
    """A mock with magic methods that cannot be called."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


class MagicMock(MagicMixin, Mock):
    """A mock with all the magic methods, which return what is sensible."""

    def mock_add_spec(self, spec, spec_set=False):
        self._mock_add_spec(spec, spec_set)
        self._mock_set_magics()


# Asynchronous mocks.

class AsyncMockMixin(Base):
    """Calling it makes a coroutine, and it remembers how it was awaited."""

    await_count = _delegating("await_count")
    await_args = _delegating("await_args")
    await_args_list = _delegating("await_args_list")

    def __init__(self, /, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = self.__dict__
        own["_mock_await_count"] = 0
        own["_mock_await_args"] = None
        own["_mock_await_args_list"] = _CallList()
        # For those who look whether it is a coroutine function.
        code = NonCallableMock(spec_set=CodeType)
        code.__dict__["co_flags"] = inspect.CO_COROUTINE
        own["__code__"] = code
        own["__name__"] = "AsyncMock"
        own["__defaults__"] = ()
        own["__kwdefaults__"] = {}
        own["__annotations__"] = None

    async def _execute_mock_call(self, /, *args, **kwargs):
        noted = _Call((args, kwargs), two=True)
        self.await_count += 1
        self.await_args = noted
        self.await_args_list.append(noted)
        effect = self.side_effect
        if effect is not None:
            if _is_exception(effect):
                raise effect
            if not _callable(effect):
                try:
                    result = next(effect)
                except StopIteration:
                    # A coroutine must not raise that.
                    raise StopAsyncIteration from None
                if _is_exception(result):
                    raise result
            elif iscoroutinefunction(effect):
                result = await effect(*args, **kwargs)
            else:
                result = effect(*args, **kwargs)
            if result is not DEFAULT:
                return result
        if self._mock_return_value is not DEFAULT:
            return self.return_value
        if self._mock_wraps is not None:
            result = self._mock_wraps(*args, **kwargs)
            return await result if iscoroutinefunction(self._mock_wraps) else result
        return self.return_value

    def assert_awaited(self):
        """Fail unless it was awaited."""
        if self.await_count == 0:
            raise AssertionError(f"Expected {self._title()} to have been awaited.")

    def assert_awaited_once(self):
        """Fail unless it was awaited once."""
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._title()} to have been awaited once. Awaited "
                                 f"{self.await_count} times.")

    def assert_awaited_with(self, /, *args, **kwargs):
        """Fail unless the last await had these arguments."""
        if self.await_args is None:
            expected = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f"Expected await: {expected}\nNot awaited")
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        actual = self._call_matcher(self.await_args)
        if actual != expected:
            cause = expected if isinstance(expected, Exception) else None
            raise AssertionError(self._format_mock_failure_message(
                args, kwargs, action="await")) from cause

    def assert_awaited_once_with(self, /, *args, **kwargs):
        """Fail unless it was awaited once, with these arguments."""
        if self.await_count != 1:
            raise AssertionError(f"Expected {self._title()} to have been awaited once. Awaited "
                                 f"{self.await_count} times.")
        return self.assert_awaited_with(*args, **kwargs)

    def assert_any_await(self, /, *args, **kwargs):
        """Fail unless one of the awaits had these arguments."""
        expected = self._call_matcher(_Call((args, kwargs), two=True))
        cause = expected if isinstance(expected, Exception) else None
        made = [self._call_matcher(item) for item in self.await_args_list]
        if cause or expected not in _AnyComparer(made):
            shown = self._format_mock_call_signature(args, kwargs)
            raise AssertionError(f"{shown} await not found") from cause

    def assert_has_awaits(self, calls, any_order=False):
        """Fail unless it was awaited so, in a row, or in any order."""
        expected = [self._call_matcher(item) for item in calls]
        cause = next((item for item in expected if isinstance(item, Exception)), None)
        made = _CallList(self._call_matcher(item) for item in self.await_args_list)
        if any_order:
            _remove_all(expected, made, self._title(), cause, "await list")
        elif expected not in made:
            raise AssertionError(f"{_not_found('Awaits', expected, calls)}\n"
                                 f"Actual: {self.await_args_list}") from cause

    def assert_not_awaited(self):
        """Fail if it was awaited."""
        if self.await_count != 0:
            raise AssertionError(f"Expected {self._title()} to not have been awaited. Awaited "
                                 f"{self.await_count} times.")

    def reset_mock(self, /, *args, **kwargs):
        super().reset_mock(*args, **kwargs)
        self.await_count = 0
        self.await_args = None
        self.await_args_list = _CallList()


class AsyncMagicMixin(MagicMixin):
    """The magic methods of asynchronous mocks."""


class AsyncMock(AsyncMockMixin, AsyncMagicMixin, Mock):
    """A mock of a coroutine function."""


class _AsyncIterator:
    def __init__(self, iterator):
        self.iterator = iterator

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            return next(self.iterator)
        except StopIteration:
            raise StopAsyncIteration from None


class PropertyMock(Mock):
    """A mock to be used as a property: reading calls it, setting calls it with the value."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)


def seal(mock):
    """Make no more attributes from now on."""
    mock._mock_sealed = True
    for name in dir(mock):
        try:
            child = getattr(mock, name)
        except AttributeError:
            continue
        if not isinstance(child, NonCallableMock):
            continue
        if isinstance(child._mock_children.get(name), _SpecState):
            continue
        if child._mock_new_parent is mock:
            seal(child)


# Patching.

def _importer(target):
    """The object with a dotted name."""
    first, *rest = target.split(".")
    path = first
    thing = __import__(first)
    for part in rest:
        path += f".{part}"
        try:
            thing = getattr(thing, part)
        except AttributeError:
            __import__(path)
            thing = getattr(thing, part)
    return thing


def _get_target(target):
    try:
        target, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError("Need a valid target to patch. You supplied: "
                        f"{target!r}") from None
    return partial(_importer, target), attribute


class _patch:
    """Puts something in the place of an attribute, for a block, a function, or a class of tests."""

    attribute_name = None
    _active_patches = []

    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable,
                 kwargs, *, unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        if not unsafe:
            for wrong in ("autospect", "auto_spec", "set_spec"):
                if wrong in kwargs:
                    raise RuntimeError(f"{wrong!r} might be a typo; use unsafe=True if this is "
                                       "intended")
        if _is_instance_mock(spec):
            raise InvalidSpecError(f"Cannot spec attr {attribute!r} as the spec has already been "
                                   f"mocked out. [spec={spec!r}]")
        if _is_instance_mock(spec_set):
            raise InvalidSpecError(f"Cannot spec attr {attribute!r} as the spec_set target has "
                                   f"already been mocked out. [spec_set={spec_set!r}]")
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self.new_callable = new_callable
        self.spec = spec
        self.create = create
        self.has_local = False
        self.spec_set = spec_set
        self.autospec = autospec
        self.kwargs = kwargs
        self.additional_patchers = []

    def copy(self):
        patcher = _patch(self.getter, self.attribute, self.new, self.spec, self.create,
                         self.spec_set, self.autospec, self.new_callable, self.kwargs)
        patcher.attribute_name = self.attribute_name
        patcher.additional_patchers = [other.copy() for other in self.additional_patchers]
        return patcher

    def __call__(self, func):
        if isinstance(func, type):
            return self.decorate_class(func)
        if _is_async_func(func):
            return self.decorate_async_callable(func)
        return self.decorate_callable(func)

    def decorate_class(self, klass):
        for name in dir(klass):
            if not name.startswith(patch.TEST_PREFIX):
                continue
            value = getattr(klass, name)
            if hasattr(value, "__call__"):
                setattr(klass, name, self.copy()(value))
        return klass

    @contextlib.contextmanager
    def decoration_helper(self, patched, args, keywargs):
        extra = []
        with contextlib.ExitStack() as stack:
            for patching in patched.patchings:
                arg = stack.enter_context(patching)
                if patching.attribute_name is not None:
                    keywargs.update(arg)
                elif patching.new is DEFAULT:
                    extra.append(arg)
            yield args + tuple(extra), keywargs

    def decorate_callable(self, func):
        if hasattr(func, "patchings"):
            # One more decorator on the same function.
            func.patchings.append(self)
            return func

        @wraps(func)
        def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return func(*newargs, **newkeywargs)

        patched.patchings = [self]
        return patched

    def decorate_async_callable(self, func):
        if hasattr(func, "patchings"):
            func.patchings.append(self)
            return func

        @wraps(func)
        async def patched(*args, **keywargs):
            with self.decoration_helper(patched, args, keywargs) as (newargs, newkeywargs):
                return await func(*newargs, **newkeywargs)

        patched.patchings = [self]
        return patched

    def get_original(self):
        """(what is there, whether it is the target's own)"""
        target = self.getter()
        name = self.attribute
        original = DEFAULT
        local = False
        try:
            original = target.__dict__[name]
        except (AttributeError, KeyError):
            original = getattr(target, name, DEFAULT)
        else:
            local = True
        if name in _builtin_names and isinstance(target, ModuleType):
            self.create = True
        if not self.create and original is DEFAULT:
            raise AttributeError(f"{target} does not have the attribute {name!r}")
        return original, local

    def _new_mock(self, original, spec, spec_set):
        """The mock that is put in place when nothing else is given."""
        inherit = False
        if spec is True:
            spec = original
            if spec_set is True:
                spec_set = original
                spec = None
        elif spec is not None:
            if spec_set is True:
                spec_set = spec
                spec = None
        elif spec_set is True:
            spec_set = original
        if spec is not None or spec_set is not None:
            if original is DEFAULT:
                raise TypeError("Can't use 'spec' with create=True")
            inherit = isinstance(original, type)
        this_spec = spec if spec is not None else spec_set
        cls = AsyncMock if spec is None and _is_async_obj(original) else MagicMock
        if self.new_callable is not None:
            cls = self.new_callable
        elif spec is not None or spec_set is not None:
            not_callable = ("__call__" not in this_spec if _is_list(this_spec)
                            else not callable(this_spec))
            if _is_async_obj(this_spec):
                cls = AsyncMock
            elif not_callable:
                cls = NonCallableMagicMock
        settings = {}
        if spec is not None:
            settings["spec"] = spec
        if spec_set is not None:
            settings["spec_set"] = spec_set
        if isinstance(cls, type) and issubclass(cls, NonCallableMock) and self.attribute:
            settings["name"] = self.attribute
        settings.update(self.kwargs)
        new = cls(**settings)
        if inherit and _is_instance_mock(new):
            # The instances are as specified too.
            if not _is_list(this_spec) and not _instance_callable(this_spec):
                cls = NonCallableMagicMock
            settings.pop("name")
            new.return_value = cls(_new_parent=new, _new_name="()", **settings)
        return new

    def _autospec_mock(self, original, autospec, spec_set):
        if self.new is not DEFAULT:
            raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
        if original is DEFAULT:
            raise TypeError("Can't use 'autospec' with create=True")
        if autospec is True:
            autospec = original
        if _is_instance_mock(self.target):
            raise InvalidSpecError(
                f"Cannot autospec attr {self.attribute!r} as the patch target has already been "
                f"mocked out. [target={self.target!r}, attr={autospec!r}]")
        if _is_instance_mock(autospec):
            name = getattr(self.target, "__name__", self.target)
            raise InvalidSpecError(
                f"Cannot autospec attr {self.attribute!r} from target {name!r} as it has already "
                f"been mocked out. [target={self.target!r}, attr={autospec!r}]")
        return create_autospec(autospec, spec_set=bool(spec_set), _name=self.attribute,
                               **self.kwargs)

    def __enter__(self):
        self.target = self.getter()
        spec = None if self.spec is False else self.spec
        spec_set = None if self.spec_set is False else self.spec_set
        autospec = None if self.autospec is False else self.autospec
        if spec is not None and autospec is not None:
            raise TypeError("Can't specify spec and autospec")
        if (spec is not None or autospec is not None) and spec_set not in (True, None):
            raise TypeError("Can't provide explicit spec_set *and* spec or autospec")
        original, local = self.get_original()
        new = self.new
        if new is DEFAULT and autospec is None:
            new = self._new_mock(original, spec, spec_set)
        elif autospec is not None:
            new = self._autospec_mock(original, autospec, spec_set)
        elif self.kwargs:
            raise TypeError("Can't pass kwargs to a mock we aren't creating")
        self.temp_original = original
        self.is_local = local
        self._exit_stack = contextlib.ExitStack()
        try:
            setattr(self.target, self.attribute, new)
            if self.attribute_name is None:
                return new
            named = {}
            if self.new is DEFAULT:
                named[self.attribute_name] = new
            for patching in self.additional_patchers:
                arg = self._exit_stack.enter_context(patching)
                if patching.new is DEFAULT:
                    named.update(arg)
            return named
        except:
            if not self.__exit__(*sys.exc_info()):
                raise

    def __exit__(self, *exc_info):
        if self.is_local and self.temp_original is not DEFAULT:
            setattr(self.target, self.attribute, self.temp_original)
        else:
            delattr(self.target, self.attribute)
            if not self.create and (not hasattr(self.target, self.attribute)
                                    or self.attribute in ("__doc__", "__module__",
                                                          "__defaults__", "__annotations__",
                                                          "__kwdefaults__")):
                # It was not inherited after all.
                setattr(self.target, self.attribute, self.temp_original)
        del self.temp_original
        del self.is_local
        del self.target
        stack = self._exit_stack
        del self._exit_stack
        return stack.__exit__(*exc_info)

    def start(self):
        """Put it in place until stop() is called."""
        result = self.__enter__()
        self._active_patches.append(self)
        return result

    def stop(self):
        """Restore what was there. Does nothing if it was not started."""
        try:
            self._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _patch_object(target, attribute, new=DEFAULT, spec=None, create=False, spec_set=None,
                  autospec=None, new_callable=None, *, unsafe=False, **kwargs):
    """Patch an attribute of an object."""
    if type(target) is str:
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _patch(lambda: target, attribute, new, spec, create, spec_set, autospec,
                  new_callable, kwargs, unsafe=unsafe)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None,
                    new_callable=None, **kwargs):
    """Patch several attributes at once; DEFAULT as the value asks for a mock."""
    getter = partial(_importer, target) if type(target) is str else lambda: target
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    first, *others = [
        _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        for attribute, new in kwargs.items()]
    first.attribute_name = first.attribute
    for other in others:
        other.attribute_name = other.attribute
    first.additional_patchers = others
    return first


def patch(target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None,
          new_callable=None, *, unsafe=False, **kwargs):
    """Patch what has a dotted name, "package.module.name".

    Without `new` a MagicMock is put in place, made with the other arguments; as a decorator it is
    passed as one more argument, as a context manager it is what `as` gets.
    """
    getter, attribute = _get_target(target)
    return _patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs,
                  unsafe=unsafe)


class _patch_dict:
    """Changes a dict, and restores it afterwards.

    in_dict: the dict, another mapping, or the dotted name of one. values: what to set. clear:
    empty it first.
    """

    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self.in_dict = in_dict
        self.values = dict(values)
        self.values.update(kwargs)
        self.clear = clear
        self._original = None

    def __call__(self, f):
        if isinstance(f, type):
            return self.decorate_class(f)
        if _is_async_func(f):
            return self.decorate_async_callable(f)
        return self.decorate_callable(f)

    def decorate_callable(self, f):
        @wraps(f)
        def inner(*args, **kw):
            self._patch_dict()
            try:
                return f(*args, **kw)
            finally:
                self._unpatch_dict()
        return inner

    def decorate_async_callable(self, f):
        @wraps(f)
        async def inner(*args, **kw):
            self._patch_dict()
            try:
                return await f(*args, **kw)
            finally:
                self._unpatch_dict()
        return inner

    def decorate_class(self, klass):
        for name in dir(klass):
            value = getattr(klass, name)
            if name.startswith(patch.TEST_PREFIX) and hasattr(value, "__call__"):
                decorator = _patch_dict(self.in_dict, self.values, self.clear)
                setattr(klass, name, decorator(value))
        return klass

    def __enter__(self):
        self._patch_dict()
        return self.in_dict

    def _patch_dict(self):
        if isinstance(self.in_dict, str):
            self.in_dict = _importer(self.in_dict)
        mapping = self.in_dict
        try:
            original = mapping.copy()
        except AttributeError:
            # No more than a mapping.
            original = {key: mapping[key] for key in mapping}
        self._original = original
        if self.clear:
            _clear_dict(mapping)
        try:
            mapping.update(self.values)
        except AttributeError:
            for key in self.values:
                mapping[key] = self.values[key]

    def _unpatch_dict(self):
        mapping, original = self.in_dict, self._original
        _clear_dict(mapping)
        try:
            mapping.update(original)
        except AttributeError:
            for key in original:
                mapping[key] = original[key]

    def __exit__(self, *args):
        if self._original is not None:
            self._unpatch_dict()
            self._original = None
        return False

    def start(self):
        result = self.__enter__()
        _patch._active_patches.append(self)
        return result

    def stop(self):
        try:
            _patch._active_patches.remove(self)
        except ValueError:
            return None
        return self.__exit__(None, None, None)


def _clear_dict(mapping):
    try:
        mapping.clear()
    except AttributeError:
        for key in list(mapping):
            del mapping[key]


def _patch_stopall():
    """Stop all patches that were started, the last one first."""
    for patcher in reversed(_patch._active_patches):
        patcher.stop()


patch.object = _patch_object
patch.dict = _patch_dict
patch.multiple = _patch_multiple
patch.stopall = _patch_stopall
patch.TEST_PREFIX = "test"


# Autospec.

class _SpecState:
    """An attribute of which the mock will be made when it is asked for."""

    def __init__(self, spec, spec_set=False, parent=None, name=None, ids=None, instance=False):
        self.spec = spec
        self.ids = ids
        self.spec_set = spec_set
        self.parent = parent
        self.instance = instance
        self.name = name


_FunctionTypes = (FunctionType, MethodType)


def _must_skip(spec, entry, is_type):
    """Is the first parameter of a method to be left out?"""
    if not isinstance(spec, type):
        if entry in getattr(spec, "__dict__", {}):
            return False  # an attribute of the instance
        spec = spec.__class__
    for base in spec.__mro__:
        result = base.__dict__.get(entry, DEFAULT)
        if result is DEFAULT:
            continue
        if isinstance(result, (staticmethod, classmethod)):
            return False
        if isinstance(result, _FunctionTypes):
            return is_type
        return False
    return is_type


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *,
                    unsafe=False, **kwargs):
    """A mock with the attributes of another object, which are such mocks too.

    Functions and methods have the signatures of the original ones.

    For a class what it returns is a mock of its instances; instance=True makes that at once.
    """
    if _is_list(spec):
        # A list of names says no more than that there are such attributes.
        spec = type(spec)
    is_type = isinstance(spec, type)
    if _is_instance_mock(spec):
        raise InvalidSpecError(f"Cannot autospec a Mock object. [object={spec!r}]")
    is_async_func = _is_async_func(spec)
    settings = {"spec": spec}
    if spec_set:
        settings = {"spec_set": spec}
    elif spec is None:
        settings = {}  # None can do nothing
    if settings and instance:
        settings["_spec_as_instance"] = True
    if not unsafe:
        for wrong in ("autospect", "auto_spec", "set_spec"):
            if wrong in kwargs:
                raise RuntimeError(f"{wrong!r} might be a typo; use unsafe=True if this is "
                                   "intended")
    settings.update(kwargs)

    cls = MagicMock
    if inspect.isdatadescriptor(spec):
        # What it will be is not known: it would have to be read.
        settings = {}
    elif is_type and instance and not _instance_callable(spec):
        cls = NonCallableMagicMock
    elif not _callable(spec):
        cls = NonCallableMagicMock
    elif is_async_func:
        if instance:
            raise RuntimeError("Instance can not be True when create_autospec is mocking an "
                               "async function")
        cls = AsyncMock
    _name = settings.pop("name", _name)
    new_name = _name
    if _parent is None:
        new_name = ""
    mock = cls(parent=_parent, _new_parent=_parent, _new_name=new_name, name=_name, **settings)
    if isinstance(spec, _FunctionTypes):
        # Only a function can be put in the place of a method.
        mock = _set_signature(mock, spec)
        if is_async_func:
            _setup_async_mock(mock)
    else:
        _check_sig(spec, mock, is_type, instance)
    if _parent is not None and not instance:
        _parent._mock_children[_name] = mock
    if is_type and not instance and "return_value" not in kwargs:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name="()",
                                            _parent=_extract_mock(mock))
    for entry in dir(spec):
        if _is_magic(entry):
            continue
        try:
            original = getattr(spec, entry)
        except AttributeError:
            continue
        child_settings = {"spec": original}
        if spec_set:
            child_settings = {"spec_set": original}
        if not isinstance(original, _FunctionTypes):
            new = _SpecState(original, spec_set, mock, entry)
            _extract_mock(mock)._mock_children[entry] = new
            continue
        parent = _extract_mock(mock)
        skipfirst = _must_skip(spec, entry, is_type)
        child_settings["_eat_self"] = skipfirst
        child_cls = AsyncMock if iscoroutinefunction(original) else MagicMock
        new = child_cls(parent=parent, name=entry, _new_name=entry, _new_parent=parent,
                        **child_settings)
        parent._mock_children[entry] = new
        _check_sig(original, new, skipfirst=skipfirst)
        if isinstance(new, FunctionType):
            setattr(mock, entry, new)
    return mock


# Files.

file_spec = None
open_spec = None


def _to_stream(data):
    import io
    return io.BytesIO(data) if isinstance(data, bytes) else io.StringIO(data)


def mock_open(mock=None, read_data=""):
    """A mock to be used instead of open(); what is read is `read_data`."""
    import io
    global file_spec, open_spec
    stream = [_to_stream(read_data), None]

    def reading(name):
        def read(*args, **kwargs):
            fixed = getattr(handle, name).return_value
            if fixed is not None:
                return fixed
            return getattr(stream[0], name)(*args, **kwargs)
        return read

    def lines():
        fixed = handle.readline.return_value
        if fixed is not None:
            while True:
                yield fixed
        yield from stream[0]

    def next_line():
        fixed = handle.readline.return_value
        return next(stream[0]) if fixed is None else fixed

    if file_spec is None:
        file_spec = list({*dir(io.TextIOWrapper), *dir(io.BytesIO)})
    if open_spec is None:
        open_spec = list({*dir(io.open)})
    if mock is None:
        mock = MagicMock(name="open", spec=open_spec)
    handle = MagicMock(spec=file_spec)
    handle.__enter__.return_value = handle
    handle.write.return_value = None
    for name in ("read", "readline", "readlines"):
        method = getattr(handle, name)
        method.return_value = None
        method.side_effect = reading(name)
    handle.__iter__.side_effect = lines
    handle.__next__.side_effect = next_line

    def reset(*args, **kwargs):
        # Each opening begins at the start.
        stream[0] = _to_stream(read_data)
        return DEFAULT

    mock.side_effect = reset
    mock.return_value = handle
    return mock
