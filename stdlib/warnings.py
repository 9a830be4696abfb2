"""Warnings: notes to the programmer that can be shown, hidden, or made errors."""

import sys
from _operator import index as _index
from itertools import count as _count

__all__ = ["catch_warnings", "filterwarnings", "formatwarning", "resetwarnings", "showwarning",
           "simplefilter", "warn", "warn_explicit"]

_ACTIONS = ("error", "ignore", "always", "default", "module", "once")

# Each filter: (action, message pattern or None, category, module pattern or None, line or 0). The
# first that fits decides. Every change makes a new version, which the registries
# of warnings already shown are compared with.
filters = []
_defaultaction = "default"
_onceregistry = {}
_filters_version = 1
_later_versions = _count(2)


def _filters_mutated():
    global _filters_version
    _filters_version = next(_later_versions)  # none is given twice


class WarningMessage:
    """One warning, as it is shown or recorded."""

    _WARNING_DETAILS = ("message", "category", "filename", "lineno", "file", "line", "source")

    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, "
                f"filename : {self.filename!r}, lineno : {self.lineno}, line : {self.line!r}}}")


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Write a warning to a file, sys.stderr by default. Programs may replace this function."""
    _showwarnmsg_impl(WarningMessage(message, category, filename, lineno, file, line))


def formatwarning(message, category, filename, lineno, line=None):
    """The text of a warning. Programs may replace this function."""
    return _formatwarnmsg_impl(WarningMessage(message, category, filename, lineno, None, line))


def _showwarnmsg_impl(msg):
    file = msg.file
    if file is None:
        file = sys.stderr
        if file is None:
            return  # a program without streams
    try:
        file.write(_formatwarnmsg(msg))
    except OSError:
        pass  # nobody can be told


def _formatwarnmsg_impl(msg):
    text = f"{msg.filename}:{msg.lineno}: {msg.category.__name__}: {msg.message}\n"
    line = msg.line
    if line is None:
        # At the end of the program an import may be impossible.
        try:
            import linecache
            line = linecache.getline(msg.filename, msg.lineno)
        except Exception:
            line = None
    if line:
        text += f"  {line.strip()}\n"
    return text


_showwarning_orig = showwarning
_formatwarning_orig = formatwarning


def _showwarnmsg(msg):
    replaced = globals().get("showwarning", _showwarning_orig)
    if replaced is _showwarning_orig:
        _showwarnmsg_impl(msg)
        return
    if not callable(replaced):
        raise TypeError("warnings.showwarning() must be set to a function or method")
    replaced(msg.message, msg.category, msg.filename, msg.lineno, msg.file, msg.line)


def _formatwarnmsg(msg):
    replaced = globals().get("formatwarning", _formatwarning_orig)
    if replaced is _formatwarning_orig:
        return _formatwarnmsg_impl(msg)
    return replaced(msg.message, msg.category, msg.filename, msg.lineno, msg.line)


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Add a filter: before the others, or with `append` after them.

    `message` and `module` are regular expressions that have to match at the start.
    """
    assert action in _ACTIONS, f"invalid action: {action!r}"
    assert isinstance(message, str), "message must be a string"
    assert isinstance(category, type), "category must be a class"
    assert issubclass(category, Warning), "category must be a Warning subclass"
    assert isinstance(module, str), "module must be a string"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    if message or module:
        import re
        message = re.compile(message, re.I) if message else None
        module = re.compile(module) if module else None
    else:
        message = module = None
    _add_filter(action, message, category, module, lineno, append=append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Add a filter for all messages and modules."""
    assert action in _ACTIONS, f"invalid action: {action!r}"
    assert isinstance(lineno, int) and lineno >= 0, "lineno must be an int >= 0"
    _add_filter(action, None, category, None, lineno, append=append)


def _add_filter(*item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        try:
            filters.remove(item)
        except ValueError:
            pass
        filters.insert(0, item)
    _filters_mutated()


def resetwarnings():
    """Remove all filters, also the ones that the program began with."""
    filters[:] = []
    _filters_mutated()


class _OptionError(Exception):
    """A -W option that makes no sense."""


def _processoptions(args):
    for arg in args:
        try:
            _setoption(arg)
        except _OptionError as problem:
            print("Invalid -W option ignored:", problem, file=sys.stderr)


def _setoption(arg):
    """One -W option: action:message:category:module:line."""
    parts = arg.split(":")
    if len(parts) > 5:
        raise _OptionError(f"too many fields (max 5): {arg!r}")
    parts += [""] * (5 - len(parts))
    action, message, category, module, lineno = [part.strip() for part in parts]
    action = _getaction(action)
    category = _getcategory(category)
    if message or module:
        import re
        message = re.escape(message)
        if module:
            module = re.escape(module) + r"\Z"
    if lineno:
        try:
            lineno = int(lineno)
            if lineno < 0:
                raise ValueError
        except (ValueError, OverflowError):
            raise _OptionError(f"invalid lineno {lineno!r}") from None
    else:
        lineno = 0
    filterwarnings(action, message, category, module, lineno)


def _getaction(action):
    if not action:
        return "default"
    if action == "all":
        return "always"
    for known in _ACTIONS:
        if known.startswith(action):
            return known
    raise _OptionError(f"invalid action: {action!r}")


def _getcategory(category):
    if not category:
        return Warning
    module, _, name = category.rpartition(".")
    try:
        found = __import__(module or "builtins", None, None, [name])
    except ImportError:
        raise _OptionError(f"invalid module name: {module!r}") from None
    try:
        found = getattr(found, name)
    except AttributeError:
        raise _OptionError(f"unknown warning category: {category!r}") from None
    if not isinstance(found, type) or not issubclass(found, Warning):
        raise _OptionError(f"invalid warning category: {category!r}")
    return found


def _unshown(function):
    """Decorates what is no part of a script's traceback, though it is written in the language."""
    code = function.__code__
    function.__code__ = code.replace(co_flags=code.co_flags | 0x40000000)
    return function


def _is_internal(frame):
    """Frames of the import system are not counted: who imports is told, not how."""
    filename = frame.f_code.co_filename
    return "importlib" in filename and "_bootstrap" in filename


def _next_external(frame):
    frame = frame.f_back
    while frame is not None and _is_internal(frame):
        frame = frame.f_back
    return frame


@_unshown
def warn(message, category=None, stacklevel=1, source=None):
    """Warn about what the caller does, or its caller with stacklevel=2, and so on."""
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    stacklevel = _index(stacklevel)
    frame = sys._getframe().f_back
    if frame is None or stacklevel <= 1 or _is_internal(frame):
        # Somebody in the import system who asks for its own frame gets it.
        for _ in range(stacklevel - 1):
            frame = frame and frame.f_back
    else:
        for _ in range(stacklevel - 1):
            frame = frame and _next_external(frame)
    if frame is None:
        namespace, filename, lineno = sys.__dict__, "sys", 1
    else:
        namespace = frame.f_globals
        filename, lineno = frame.f_code.co_filename, frame.f_lineno
    module = namespace.get("__name__", "<string>")
    registry = namespace.setdefault("__warningregistry__", {})
    warn_explicit(message, category, filename, lineno, module, registry, namespace, source)


@_unshown
def warn_explicit(message, category, filename, lineno, module=None, registry=None,
                  module_globals=None, source=None):
    """Warn about a given place. `registry` is where the module notes what was shown already."""
    lineno = _index(lineno)
    if module is None:
        module = filename or "<unknown>"
        if module[-3:].lower() == ".py":
            module = module[:-3]
    if registry is None:
        registry = {}
    if registry.get("version", 0) != _filters_version:
        registry.clear()
        registry["version"] = _filters_version
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    key = (text, category, lineno)
    if registry.get(key):
        return
    item = _decide(text, category, module, lineno)
    action = item[0] if item else defaultaction
    if action == "ignore":
        return
    if module_globals and filename:
        # While the module's loader can still be found, if anything can be imported.
        try:
            import linecache
            linecache.getlines(filename, module_globals)
        except Exception:
            pass
    if action == "error":
        raise message
    if action == "once":
        registry[key] = 1
        if onceregistry.setdefault((text, category), key) is not key:
            return
    elif action == "module":
        registry[key] = 1
        if registry.setdefault((text, category, 0), key) is not key:
            return
    elif action == "default":
        if registry.setdefault(key, key) is not key and registry[key]:
            return
        registry[key] = True
    elif action != "always":
        raise RuntimeError(f"Unrecognized action ({action!r}) in warnings.filters:\n {item}")
    _showwarnmsg(WarningMessage(message, category, filename, lineno, source=source))


@_unshown
def _decide(text, category, module, lineno):
    for item in list(filters):
        _, pattern, wanted, place, line = item
        if (_matches(pattern, text) and issubclass(category, wanted)
                and _matches(place, module) and line in (0, lineno)):
            return item
    return None


@_unshown
def _matches(pattern, text):
    # A text stands for itself: no need to load `re` at the start of every program.
    if type(pattern) is str:
        return pattern == text
    return pattern is None or pattern.match(text)


class catch_warnings:
    """Restores the filters, and how warnings are shown, at the end of a block.

    With record=True it enters with a list that collects the warnings. The settings
    are those of the whole program: another thread sees the change too.
    """

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0,
                 append=False):
        self._record = record
        self._module = sys.modules["warnings"] if module is None else module
        self._entered = False
        self._filter = None if action is None else (action, category, lineno, append)

    def __repr__(self):
        args = []
        if self._record:
            args.append("record=True")
        if self._module is not sys.modules["warnings"]:
            args.append(f"module={self._module!r}")
        return f"{type(self).__name__}({', '.join(args)})"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        module = self._module
        self._filters = module.filters
        module.filters = self._filters[:]
        module._filters_mutated()
        self._showwarning = module.showwarning
        self._showwarnmsg_impl = module._showwarnmsg_impl
        if self._record:
            log = []
            module._showwarnmsg_impl = log.append
            module.showwarning = module._showwarning_orig
        else:
            log = None
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        module = self._module
        module.filters = self._filters
        module._filters_mutated()
        module.showwarning = self._showwarning
        module._showwarnmsg_impl = self._showwarnmsg_impl


_DEPRECATED_MSG = "{name!r} is deprecated and slated for removal in Python {remove}"


def _deprecated(name, message=_DEPRECATED_MSG, *, remove, _version=sys.version_info):
    """For library modules: warn that `name` goes away in version `remove`."""
    shown = f"{remove[0]}.{remove[1]}"
    if _version[:2] > remove or (_version[:2] == remove and _version[3] != "alpha"):
        raise RuntimeError(f"{name!r} was slated for removal after Python {shown} alpha")
    warn(message.format(name=name, remove=shown), DeprecationWarning, stacklevel=3)


def _warn_unawaited_coroutine(coro):
    """The runtime calls this for a coroutine that nobody awaited."""
    lines = [f"coroutine '{coro.__qualname__}' was never awaited\n"]
    if coro.cr_origin is not None:
        import linecache
        lines.append("Coroutine created at (most recent call last)\n")
        for filename, lineno, name in reversed(coro.cr_origin):
            lines.append(f'  File "{filename}", line {lineno}, in {name}\n')
            source = linecache.getline(filename, lineno)
            if source:
                lines.append(f"    {source.strip()}\n")
    warn("".join(lines).rstrip(), category=RuntimeWarning, stacklevel=2, source=coro)


defaultaction = _defaultaction
onceregistry = _onceregistry


filters.append(("default", None, DeprecationWarning, "__main__", 0))
for _category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
    filters.append(("ignore", None, _category, None, 0))
del _category
_processoptions(sys.warnoptions)
