"""Look into live objects: their members, source, signatures, and the frames that run."""

import builtins
import functools
import linecache
import os
import re
import sys
import types
from collections import OrderedDict, namedtuple
from collections.abc import Awaitable

__all__ = [
    "ArgInfo", "Arguments", "Attribute", "BlockFinder", "BoundArguments", "CORO_CLOSED",
    "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CO_ASYNC_GENERATOR", "CO_COROUTINE",
    "CO_GENERATOR", "CO_ITERABLE_COROUTINE", "CO_NESTED", "CO_NEWLOCALS", "CO_NOFREE",
    "CO_OPTIMIZED", "CO_VARARGS", "CO_VARKEYWORDS", "ClassFoundException", "ClosureVars",
    "EndOfBlock", "FrameInfo", "FullArgSpec", "GEN_CLOSED", "GEN_CREATED", "GEN_RUNNING",
    "GEN_SUSPENDED", "Parameter", "Signature", "TPFLAGS_IS_ABSTRACT", "Traceback",
    "classify_class_attrs", "cleandoc", "currentframe", "findsource", "formatannotation",
    "formatannotationrelativeto", "formatargvalues", "get_annotations", "getabsfile", "getargs",
    "getargvalues", "getattr_static", "getblock", "getcallargs", "getclasstree",
    "getclosurevars", "getcomments", "getcoroutinelocals", "getcoroutinestate", "getdoc",
    "getfile", "getframeinfo", "getfullargspec", "getgeneratorlocals", "getgeneratorstate",
    "getinnerframes", "getlineno", "getmembers", "getmembers_static", "getmodule",
    "getmodulename", "getmro", "getouterframes", "getsource", "getsourcefile",
    "getsourcelines", "indentsize", "isabstract", "isasyncgen", "isasyncgenfunction",
    "isawaitable", "isbuiltin", "isclass", "iscode", "iscoroutine", "iscoroutinefunction",
    "isdatadescriptor", "isframe", "isfunction", "isgenerator", "isgeneratorfunction",
    "isgetsetdescriptor", "ismemberdescriptor", "ismethod", "ismethoddescriptor",
    "ismethodwrapper", "ismodule", "isroutine", "istraceback", "signature", "stack", "trace",
    "unwrap", "walktree",
]

# The bits of co_flags.
CO_OPTIMIZED = 0x1
CO_NEWLOCALS = 0x2
CO_VARARGS = 0x4
CO_VARKEYWORDS = 0x8
CO_NESTED = 0x10
CO_GENERATOR = 0x20
CO_NOFREE = 0x40
CO_COROUTINE = 0x80
CO_ITERABLE_COROUTINE = 0x100
CO_ASYNC_GENERATOR = 0x200

# The bit of a class's __flags__ that says it has abstract methods.
TPFLAGS_IS_ABSTRACT = 1 << 20


# What kind of thing it is.

def ismodule(object):
    """Is it a module?"""
    return isinstance(object, types.ModuleType)


def isclass(object):
    """Is it a class?"""
    return isinstance(object, type)


def ismethod(object):
    """Is it a method written in the language and bound to an instance or class?"""
    return isinstance(object, types.MethodType)


def isfunction(object):
    """Is it a function written in the language?"""
    return isinstance(object, types.FunctionType)


def isgenerator(object):
    """Is it a running or waiting generator?"""
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    """Is it what calling an `async def` function gives?"""
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    """Is it an asynchronous generator?"""
    return isinstance(object, types.AsyncGeneratorType)


def istraceback(object):
    """Is it a traceback?"""
    return isinstance(object, types.TracebackType)


def isframe(object):
    """Is it a frame?"""
    return isinstance(object, types.FrameType)


def iscode(object):
    """Is it a code object?"""
    return isinstance(object, types.CodeType)


def isbuiltin(object):
    """Is it a native function or a bound native method?"""
    return isinstance(object, types.BuiltinFunctionType)


def ismethodwrapper(object):
    """Is it a bound operator method of a native type?"""
    return isinstance(object, types.MethodWrapperType)


def isroutine(object):
    """Is it a function or method of any kind?"""
    return (isbuiltin(object) or isfunction(object) or ismethod(object)
            or ismethoddescriptor(object) or ismethodwrapper(object))


def isabstract(object):
    """Is it a class with abstract methods left?"""
    if not isinstance(object, type):
        return False
    if object.__flags__ & TPFLAGS_IS_ABSTRACT:
        return True
    from abc import ABCMeta
    if not issubclass(type(object), ABCMeta) or hasattr(object, "__abstractmethods__"):
        return False
    # While __init_subclass__ runs, the metaclass has not collected them yet.
    for value in object.__dict__.values():
        if getattr(value, "__isabstractmethod__", False):
            return True
    for base in object.__bases__:
        for name in getattr(base, "__abstractmethods__", ()):
            if getattr(getattr(object, name, None), "__isabstractmethod__", False):
                return True
    return False


def ismethoddescriptor(object):
    """Is it something with __get__ but not __set__ that is no function, method or class?"""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__")


def isdatadescriptor(object):
    """Is it something with __set__ or __delete__, such as a property?"""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def ismemberdescriptor(object):
    """Is it the descriptor of a slot?"""
    return isinstance(object, types.MemberDescriptorType)


def isgetsetdescriptor(object):
    """Is it the descriptor of a native attribute?"""
    return isinstance(object, types.GetSetDescriptorType)


def isawaitable(object):
    """Can it be used in `await`?"""
    if isinstance(object, types.CoroutineType):
        return True
    if isinstance(object, types.GeneratorType):
        return bool(object.gi_code.co_flags & CO_ITERABLE_COROUTINE)
    return isinstance(object, Awaitable)


def _has_flag(function, flag):
    while ismethod(function):
        function = function.__func__
    while isinstance(function, functools.partial):
        function = function.func
    if not (isfunction(function) or _is_function_like(function)):
        return False
    return bool(function.__code__.co_flags & flag)


def isgeneratorfunction(obj):
    """Does calling it make a generator?"""
    return _has_flag(obj, CO_GENERATOR)


def iscoroutinefunction(obj):
    """Was it defined with `async def`, without a yield in it?"""
    return _has_flag(obj, CO_COROUTINE)


def isasyncgenfunction(obj):
    """Was it defined with `async def`, with a yield in it?"""
    return _has_flag(obj, CO_ASYNC_GENERATOR)


# Members.

def getmembers(object, predicate=None):
    """The (name, value) pairs of all attributes, sorted; only those the predicate is true for."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """The same without running any code of the object: descriptors are given as they are."""
    return _members(object, predicate, getattr_static)


def _members(object, predicate, getter):
    names = dir(object)
    mro = ()
    if isclass(object):
        mro = (object,) + getmro(object)
        # Attributes that show on the instances only.
        try:
            for base in object.__bases__:
                names.extend(name for name, value in base.__dict__.items()
                             if isinstance(value, types.DynamicClassAttribute))
        except AttributeError:
            pass
    results = []
    done = set()
    for name in names:
        try:
            value = getter(object, name)
            if name in done:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue  # in the list, but not there
        if predicate is None or predicate(value):
            results.append((name, value))
        done.add(name)
    results.sort(key=lambda pair: pair[0])
    return results


Attribute = namedtuple("Attribute", "name kind defining_class object")


def classify_class_attrs(cls):
    """A list of (name, kind, defining class, object) for each attribute of a class.

    The kinds: "class method", "static method", "property", "method" and "data".
    """
    mro = getmro(cls)
    metamro = tuple(base for base in getmro(type(cls)) if base not in (type, object))
    names = dir(cls)
    for base in mro:
        names.extend(name for name, value in base.__dict__.items()
                     if isinstance(value, types.DynamicClassAttribute)
                     and value.fget is not None)
    result = []
    done = set()
    for name in names:
        # A name that comes again is that of a DynamicClassAttribute: only the dicts count.
        got, home = (None, None) if name in done else _got_with_home(cls, name, mro, metamro)
        stored = None
        for base in (cls,) + mro + metamro:
            if name in base.__dict__:
                stored = base.__dict__[name]
                if home not in metamro:
                    home = base
                break
        if home is None:
            continue
        value = stored if got is None else got
        if isinstance(stored, (staticmethod, types.BuiltinMethodType)):
            kind, value = "static method", stored
        elif isinstance(stored, (classmethod, types.ClassMethodDescriptorType)):
            kind, value = "class method", stored
        elif isinstance(stored, property):
            kind, value = "property", stored
        else:
            kind = "method" if isroutine(value) else "data"
        result.append(Attribute(name, kind, home, value))
        done.add(name)
    return result


def _got_with_home(cls, name, mro, metamro):
    """What getattr gives, and the class it is from when that can be told."""
    if name == "__dict__":
        return None, None
    try:
        got = getattr(cls, name)
    except Exception:
        return None, None
    home = getattr(got, "__objclass__", None)
    if home is cls or home in mro:
        return got, home
    home = None
    for base in (cls,) + mro:
        if getattr(base, name, None) is got:
            home = base
    for meta in metamro:
        try:
            found = meta.__getattr__(cls, name)
        except AttributeError:
            continue
        if found is got:
            home = meta
    return got, home


def getmro(cls):
    """The classes in which attributes are looked up, in this order."""
    return cls.__mro__


_ABSENT = object()
_get_type_dict = type.__dict__["__dict__"].__get__
_get_type_mro = type.__dict__["__mro__"].__get__


def _type_entry(cls, name):
    for base in _get_type_mro(cls):
        if _shadowed_dict(type(base)) is _ABSENT:
            try:
                return _get_type_dict(base)[name]
            except KeyError:
                pass
    return _ABSENT


def _shadowed_dict(cls):
    """What a class puts in the place of the ordinary __dict__ of its instances."""
    for base in _get_type_mro(cls):
        found = _get_type_dict(base).get("__dict__", _ABSENT)
        if found is _ABSENT:
            continue
        if not (type(found) is types.GetSetDescriptorType and found.__name__ == "__dict__"
                and found.__objclass__ is base):
            return found
    return _ABSENT


def _instance_entry(obj, name):
    try:
        values = object.__getattribute__(obj, "__dict__")
    except AttributeError:
        return _ABSENT
    return dict.get(values, name, _ABSENT)


def getattr_static(obj, attr, default=_ABSENT):
    """Get an attribute without running descriptors, __getattr__ or __getattribute__."""
    own = _ABSENT
    is_type = issubclass(type(obj), type)
    if is_type:
        kind = obj
    else:
        kind = type(obj)
        shadow = _shadowed_dict(kind)
        if shadow is _ABSENT or type(shadow) is types.MemberDescriptorType:
            own = _instance_entry(obj, attr)
    inherited = _type_entry(kind, attr)
    if own is not _ABSENT and inherited is not _ABSENT:
        descriptor_type = type(inherited)
        if (_type_entry(descriptor_type, "__get__") is not _ABSENT
                and (_type_entry(descriptor_type, "__set__") is not _ABSENT
                     or _type_entry(descriptor_type, "__delete__") is not _ABSENT)):
            return inherited
    for found in (own, inherited):
        if found is not _ABSENT:
            return found
    if is_type:
        for base in _get_type_mro(type(obj)):
            if _shadowed_dict(type(base)) is _ABSENT:
                found = _get_type_dict(base).get(attr, _ABSENT)
                if found is not _ABSENT:
                    return found
    if default is not _ABSENT:
        return default
    raise AttributeError(attr)


def unwrap(func, *, stop=None):
    """Follow __wrapped__ to the innermost function, or to where `stop` returns true."""
    start = func
    seen = {id(func): func}
    limit = sys.getrecursionlimit()
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= limit:
            raise ValueError(f"wrapper loop when unwrapping {start!r}")
        seen[id(func)] = func
    return func


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """A new dict with the annotations of a class, module or callable.

    With eval_str those that are strings are evaluated, by default in the namespace of
    the module, and of the class.
    """
    obj_globals = obj_locals = unwrapping = None
    if isinstance(obj, type):
        # The attribute might be a base's.
        own = getattr(obj, "__dict__", None)
        annotations = own.get("__annotations__", None) if own and hasattr(own, "get") else None
        if isinstance(annotations, types.GetSetDescriptorType):
            annotations = None
        module = sys.modules.get(getattr(obj, "__module__", None))
        if module is not None:
            obj_globals = getattr(module, "__dict__", None)
        obj_locals = dict(vars(obj))
        unwrapping = obj
    elif isinstance(obj, types.ModuleType):
        annotations = getattr(obj, "__annotations__", None)
        obj_globals = vars(obj)
    elif callable(obj):
        annotations = getattr(obj, "__annotations__", None)
        obj_globals = getattr(obj, "__globals__", None)
        unwrapping = obj
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if annotations is None:
        return {}
    if not isinstance(annotations, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not annotations or not eval_str:
        return dict(annotations)

    while unwrapping is not None:
        if hasattr(unwrapping, "__wrapped__"):
            unwrapping = unwrapping.__wrapped__
        elif isinstance(unwrapping, functools.partial):
            unwrapping = unwrapping.func
        else:
            obj_globals = getattr(unwrapping, "__globals__", obj_globals)
            break
    if globals is None:
        globals = obj_globals
    if locals is None:
        locals = obj_locals
    return {name: eval(value, globals, locals) if isinstance(value, str) else value
            for name, value in annotations.items()}


# Documentation.

def indentsize(line):
    """The width of the white space that a line begins with, tabs expanded."""
    expanded = line.expandtabs()
    return len(expanded) - len(expanded.lstrip())


def _class_of_function(func):
    cls = sys.modules.get(func.__module__)
    if cls is None:
        return None
    for name in func.__qualname__.split(".")[:-1]:
        cls = getattr(cls, name)
    return cls if isclass(cls) else None


def _finddoc(obj):
    if isclass(obj):
        for base in obj.__mro__:
            if base is not object:
                doc = base.__doc__ if isinstance(base.__doc__, str) else None
                if doc is not None:
                    return doc
        return None
    place = _class_and_name(obj)
    if place is None:
        return None
    cls, name = place
    slots = getattr(cls, "__slots__", None) if ismemberdescriptor(obj) else None
    if isinstance(slots, dict) and name in slots:
        return slots[name]  # slots given as a dict: the values document them
    for base in cls.__mro__:
        found = getattr(base, name, None)
        doc = getattr(found, "__doc__", None)
        if found is not None and doc is not None:
            return doc
    return None


def _class_and_name(obj):
    """The class that a method or descriptor belongs to, and its name in it."""
    if ismethod(obj):
        name = obj.__func__.__name__
        owner = obj.__self__
        if isclass(owner) and getattr(getattr(owner, name, None), "__func__") is obj.__func__:
            return owner, name
        return type(owner), name
    if isfunction(obj):
        cls = _class_of_function(obj)
        if cls is None or getattr(cls, obj.__name__) is not obj:
            return None
        return cls, obj.__name__
    if isbuiltin(obj):
        owner, name = obj.__self__, obj.__name__
        if isclass(owner) and owner.__qualname__ + "." + name == obj.__qualname__:
            return owner, name
        return type(owner), name
    if isinstance(obj, property):
        cls = _class_of_function(obj.fget)
        if cls is None or getattr(cls, obj.fget.__name__) is not obj:
            return None
        return cls, obj.fget.__name__
    if ismethoddescriptor(obj) or isdatadescriptor(obj):
        cls, name = obj.__objclass__, obj.__name__
        return (cls, name) if getattr(cls, name) is obj else None
    return None


def getdoc(object):
    """The docstring, or the one of what is overridden, without its indentation; or None."""
    doc = getattr(object, "__doc__", None)
    if doc is None:
        try:
            doc = _finddoc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    """Remove the common indentation of all lines but the first, and empty lines at both ends."""
    try:
        lines = doc.expandtabs().split("\n")
    except UnicodeError:
        return None
    margin = min([len(line) - len(line.lstrip()) for line in lines[1:] if line.lstrip()],
                 default=0)
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


# Files and modules.

def getfile(object):
    """The name of the file in which something was defined."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError(f"{object!r} is a built-in module")
    if isclass(object):
        if hasattr(object, "__module__"):
            module = sys.modules.get(object.__module__)
            if getattr(module, "__file__", None):
                return module.__file__
            if object.__module__ == "__main__":
                raise OSError("source code not available")
        raise TypeError(f"{object!r} is a built-in class")
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was "
                    f"expected, got {type(object).__name__}")


_SOURCE_SUFFIX = ".py"
_OTHER_SUFFIXES = (".pyc",)


def getmodulename(path):
    """The name of the module that a file holds, or None."""
    filename = os.path.basename(path)
    try:
        from importlib.machinery import all_suffixes
        suffixes = sorted(all_suffixes(), key=len, reverse=True)
    except ImportError:
        suffixes = (_SOURCE_SUFFIX,) + _OTHER_SUFFIXES
    for suffix in suffixes:
        if filename.endswith(suffix):
            return filename[:-len(suffix)]
    return None


def getsourcefile(object):
    """The name of the source file, or None when there is none to be read."""
    filename = getfile(object)
    for suffix in _OTHER_SUFFIXES:
        if filename.endswith(suffix):
            filename = filename[:-len(suffix)] + _SOURCE_SUFFIX
            break
    else:
        try:
            from importlib.machinery import EXTENSION_SUFFIXES
        except ImportError:
            EXTENSION_SUFFIXES = ()
        if any(filename.endswith(suffix) for suffix in EXTENSION_SUFFIXES):
            return None
    if filename in linecache.cache or os.path.exists(filename):
        return filename
    if filename.startswith("<weft>/"):
        # In the program itself.
        return filename
    # A loader may know the source, as with modules in archives or in the program itself.
    module = getmodule(object, filename)
    if getattr(module, "__loader__", None) is not None:
        return filename
    if getattr(getattr(module, "__spec__", None), "loader", None) is not None:
        return filename
    return None


def getabsfile(object, _filename=None):
    """An absolute path of the file, always the same one for a file."""
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


modulesbyfile = {}  # path -> module name
_file_of_module = {}  # module name -> its __file__ when noted in modulesbyfile


def getmodule(object, _filename=None):
    """The module in which something was defined, or None."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    if _filename is not None and _filename in modulesbyfile:
        return sys.modules.get(modulesbyfile[_filename])
    try:
        file = getabsfile(object, _filename)
    except (TypeError, FileNotFoundError):
        return None
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    for name, module in sys.modules.copy().items():
        if not ismodule(module) or not hasattr(module, "__file__"):
            continue
        path = module.__file__
        if path == _file_of_module.get(name, None):
            continue
        try:
            full = getabsfile(module)
        except TypeError:
            pass
        else:
            modulesbyfile[full] = modulesbyfile[os.path.realpath(full)] = module.__name__
        _file_of_module[name] = path  # now other threads need not look
    if file in modulesbyfile:
        return sys.modules.get(modulesbyfile[file])
    if not hasattr(object, "__name__"):
        return None
    for name in ("__main__", "builtins"):
        module = sys.modules.get(name)
        if module is not None and getattr(module, object.__name__, None) is object:
            return module
    return None


# Source text.

class EndOfBlock(Exception):
    """Kept for programs that use BlockFinder by hand."""


class ClassFoundException(Exception):
    """Kept for programs that catch it."""


class _Line:
    """A logical line: it may go over several lines of the file."""

    __slots__ = ("first", "last", "indent", "text", "opens_block", "has_lambda")

    def __init__(self, first, last, indent, text, opens_block, has_lambda):
        self.first = first
        self.last = last
        self.indent = indent
        self.text = text
        self.opens_block = opens_block  # ends with a colon
        self.has_lambda = has_lambda

    def starts_with(self, word):
        text = self.text
        return text.startswith(word) and not (text[len(word):len(word) + 1].isalnum()
                                              or text[len(word):len(word) + 1] == "_")


class _Comment:
    __slots__ = ("first", "indent")

    def __init__(self, first, indent):
        self.first = first
        self.indent = indent


def _logical_lines(lines):
    """Yield a _Line for each logical line and a _Comment for each line with only a comment.

    Knows as much of the language as is needed for that: strings, brackets,
    comments and backslashes at the ends of lines. Stops at a closing bracket too many.
    """
    number = 0
    while number < len(lines):
        line = lines[number]
        content = line.lstrip(" \t\f")
        if not content.strip():
            number += 1
            continue
        indent = indentsize(line[:len(line) - len(content)] + "x")
        if content.startswith("#"):
            yield _Comment(number, indent)
            number += 1
            continue
        scan = _LineScan(lines, number)
        scan.run(len(line) - len(content))
        yield _Line(number, scan.number, indent, content, scan.last_char == ":",
                    scan.has_lambda)
        if scan.broken:
            return
        number = scan.number + 1


class _LineScan:
    """Finds the end of the logical line that begins at a line."""

    def __init__(self, lines, number):
        self.lines = lines
        self.number = number
        self.depth = 0
        self.last_char = ""
        self.has_lambda = False
        self.broken = False

    def run(self, at):
        while True:
            line = self.lines[self.number]
            at = self.through(line, at)
            if at is None:
                return
            if self.number + 1 >= len(self.lines):
                self.broken = self.depth > 0
                return
            self.number += 1

    def through(self, line, at):
        """Scan one line of the file; returns where to go on in the next one, or None at the end."""
        while at < len(line):
            char = line[at]
            if char == "#":
                break
            if char in "\"'":
                at = self.string(at)
                if at is None:
                    return None
                line = self.lines[self.number]
                self.last_char = char
                continue
            if char == "\\" and line[at + 1:].strip("\r\n") == "":
                return 0
            if char in "([{":
                self.depth += 1
            elif char in ")]}":
                self.depth -= 1
                if self.depth < 0:
                    self.broken = True
                    return None
            elif char == "l" and line.startswith("lambda", at) and not self.in_word(line, at):
                self.has_lambda = True
            if not char.isspace():
                self.last_char = char
            at += 1
        return 0 if self.depth else None

    def in_word(self, line, at):
        before, after = line[at - 1:at], line[at + 6:at + 7]
        return before.isalnum() or before == "_" or after.isalnum() or after == "_"

    def string(self, at):
        """Skip a string; it may end in a later line."""
        line = self.lines[self.number]
        quote = line[at]
        if line.startswith(quote * 3, at):
            quote *= 3
        at += len(quote)
        while True:
            if at >= len(line):
                if len(quote) == 1 and not line.rstrip("\r\n").endswith("\\"):
                    return at  # not closed: an error, which ends with the line
                if self.number + 1 >= len(self.lines):
                    self.broken = True
                    return None
                self.number += 1
                line = self.lines[self.number]
                at = 0
                continue
            if line.startswith(quote, at):
                return at + len(quote)
            at += 2 if line[at] == "\\" else 1


class BlockFinder:
    """Finds the end of the block that begins at a line."""

    def __init__(self):
        self.last = 1  # how many lines belong to the block

    def find(self, lines):
        header = None
        body = None
        for item in _logical_lines(lines):
            if isinstance(item, _Comment):
                if body is not None and item.indent >= body:
                    self.last = item.first + 1
                continue
            if header is None:
                self.last = item.last + 1
                if item.text.startswith("@"):
                    continue
                if not _is_definition(item) or not item.opens_block:
                    return self.last
                header = item.indent
            elif item.indent <= header:
                return self.last
            else:
                if body is None:
                    body = item.indent
                self.last = item.last + 1
        return self.last


def _is_definition(line):
    if line.has_lambda and not any(map(line.starts_with, ("def", "class", "async"))):
        return False
    return any(map(line.starts_with, ("def", "class", "async")))


def getblock(lines):
    """The lines of the block at the start of a list of lines."""
    return lines[:BlockFinder().find(lines)]


def _find_class(lines, qualname):
    """The number of the line where a class statement, or its first decorator, stands, or None.

    Of several classes with the name the first one counts.
    """
    wanted = qualname.replace(".<locals>", "")
    path = []  # (indent, name) of the definitions around the line
    decorators = None
    found = None
    for item in _logical_lines(lines):
        if isinstance(item, _Comment):
            continue
        while path and path[-1][0] >= item.indent:
            path.pop()
        if item.text.startswith("@"):
            if decorators is None:
                decorators = item.first
            continue
        words = item.text.replace("(", " ").replace(":", " ").replace("[", " ").split()
        if words and words[0] == "async":
            words = words[1:]
        if len(words) > 1 and words[0] in ("def", "class"):
            path.append((item.indent, words[1]))
            if words[0] == "class" and ".".join([name for _, name in path]) == wanted:
                found = item.first if decorators is None else decorators
                return found
        decorators = None
    return found


def findsource(object):
    """All lines of the file, and the number (from 0) of the line where something is defined."""
    file = getsourcefile(object)
    if file:
        # The file may have changed.
        linecache.checkcache(file)
    else:
        file = getfile(object)
        # Names such as <stdin> are no files, but the cache may have text for them.
        if not (file.startswith("<") and file.endswith(">")):
            raise OSError("source code not available")
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__) if module else linecache.getlines(file)
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        number = _find_class(lines, object.__qualname__)
        if number is None:
            raise OSError("could not find class definition")
        return lines, number
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        if not hasattr(object, "co_firstlineno"):
            raise OSError("could not find function definition")
        number = object.co_firstlineno - 1
        if number >= len(lines):
            raise OSError("lineno is out of bounds")
        while number > 0 and not _may_define(lines[number]):
            number -= 1
        return lines, number
    raise OSError("could not find code object")


def _may_define(line):
    content = line.lstrip()
    if content.startswith("@"):
        return True
    words = content.split(None, 2)
    if words[:1] == ["def"] or words[:2] == ["async", "def"]:
        return True
    at = line.find("lambda")
    while at >= 0:
        before, after = line[at - 1:at] if at else "", line[at + 6:at + 7]
        if not (before.isalnum() or before == "_") and (after == ":" or after.isspace()):
            return True
        at = line.find("lambda", at + 1)
    return False


def getcomments(object):
    """The comment lines right before the source of something, or None."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        start = 1 if lines and lines[0][:2] == "#!" else 0
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        end = start
        while end < len(lines) and lines[end][:1] == "#":
            end += 1
        return "".join([line.expandtabs() for line in lines[start:end]]) if end > start else None
    indent = indentsize(lines[number])
    first = number
    while first > 0 and lines[first - 1].lstrip()[:1] == "#" and indentsize(
            lines[first - 1]) == indent:
        first -= 1
    comments = [line.expandtabs().lstrip() for line in lines[first:number]]
    while comments and comments[0].strip() == "#":
        comments.pop(0)
    while comments and comments[-1].strip() == "#":
        comments.pop()
    return "".join(comments) if comments else None


def getsourcelines(object):
    """The source lines of something, and the number of the first one in its file (modules: 0)."""
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or (iscode(object) and object.co_name == "<module>"):
        return lines, 0
    if isframe(object) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    """The source text of a module, class, function, frame, traceback or code object."""
    lines, _ = getsourcelines(object)
    return "".join(lines)


# Class hierarchies.

def walktree(classes, children, parent):
    """The part of getclasstree that goes down."""
    results = []
    classes.sort(key=lambda cls: (cls.__module__, cls.__name__))
    for cls in classes:
        results.append((cls, cls.__bases__))
        if cls in children:
            results.append(walktree(children[cls], children, cls))
    return results


def getclasstree(classes, unique=False):
    """Arrange classes in nested lists: after a class comes the list of those derived from it.

    Each class is given as a pair with its bases. With `unique` each occurs once.
    """
    children = {}
    roots = []
    for cls in classes:
        if not cls.__bases__:
            if cls not in roots:
                roots.append(cls)
            continue
        for base in cls.__bases__:
            derived = children.setdefault(base, [])
            if cls not in derived:
                derived.append(cls)
            if unique and base in classes:
                break
    roots.extend(base for base in children if base not in classes)
    return walktree(roots, children, None)


# Arguments.

Arguments = namedtuple("Arguments", "args, varargs, varkw")
FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, "
                                        "kwonlydefaults, annotations")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")
ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getargs(co):
    """The names of a code object's parameters: (all plain ones, of *args, of **kwargs)."""
    if not iscode(co):
        raise TypeError(f"{co!r} is not a code object")
    names = co.co_varnames
    at = co.co_argcount + co.co_kwonlyargcount
    args = list(names[:at])
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[at]
        at += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[at]
    return Arguments(args, varargs, varkw)


def getfullargspec(func):
    """Names, defaults and annotations of the parameters, as a named tuple.

    Bound methods include their first parameter, and wrappers are not followed. New programs
    use `signature`.
    """
    try:
        sig = _signature(func, _Options(skip_bound_arg=False, follow_wrapped=False))
    except Exception as error:
        # Whatever the object does, callers expect this one exception.
        raise TypeError("unsupported callable") from error
    args, kwonlyargs, defaults = [], [], []
    varargs = varkw = None
    kwdefaults, annotations = {}, {}
    if sig.return_annotation is not sig.empty:
        annotations["return"] = sig.return_annotation
    for param in sig.parameters.values():
        if param.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(param.name)
            if param.default is not param.empty:
                defaults.append(param.default)
        elif param.kind is _VAR_POSITIONAL:
            varargs = param.name
        elif param.kind is _KEYWORD_ONLY:
            kwonlyargs.append(param.name)
            if param.default is not param.empty:
                kwdefaults[param.name] = param.default
        else:
            varkw = param.name
        if param.annotation is not param.empty:
            annotations[param.name] = param.annotation
    return FullArgSpec(args, varargs, varkw, tuple(defaults) or None, kwonlyargs,
                       kwdefaults or None, annotations)


def getargvalues(frame):
    """The parameters of the function that runs in a frame, with all its local variables."""
    return ArgInfo(*getargs(frame.f_code), frame.f_locals)


def formatannotation(annotation, base_module=None):
    """The text for an annotation."""
    if getattr(annotation, "__module__", None) == "typing":
        return _without_typing(repr(annotation))
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation)


def _without_typing(text):
    # "typing." goes where it is a module and not the end of another name.
    pieces = text.split("typing.")
    out = pieces[0]
    for piece in pieces[1:]:
        if out and (out[-1].isalnum() or out[-1] in "_."):
            out += "typing."
        out += piece
    return out


def formatannotationrelativeto(object):
    """A function that formats annotations as seen from the object's module."""
    module = getattr(object, "__module__", None)

    def _formatannotation(annotation):
        return formatannotation(annotation, module)

    return _formatannotation


def formatargvalues(args, varargs, varkw, locals, formatarg=str,
                    formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name,
                    formatvalue=lambda value: "=" + repr(value)):
    """The text for what getargvalues gives."""
    specs = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return f"({', '.join(specs)})"


def _missing_arguments(f_name, names, positional, values):
    names = [repr(name) for name in names if name not in values]
    if len(names) == 1:
        listed = names[0]
    else:
        listed = f"{', '.join(names[:-1])} and {names[-1]}"
    kind = "positional" if positional else "keyword-only"
    plural = "" if len(names) == 1 else "s"
    raise TypeError(f"{f_name}() missing {len(names)} required {kind} argument{plural}: "
                    f"{listed}")


def _too_many(f_name, args, kwonly, varargs, defcount, given, values):
    least = len(args) - defcount
    kwonly_given = len([name for name in kwonly if name in values])
    if varargs:
        plural = least != 1
        takes = f"at least {least}"
    elif defcount:
        plural = True
        takes = f"from {least} to {len(args)}"
    else:
        plural = len(args) != 1
        takes = str(len(args))
    extra = ""
    if kwonly_given:
        extra = (f" positional argument{'s' if given != 1 else ''} (and {kwonly_given} "
                 f"keyword-only argument{'s' if kwonly_given != 1 else ''})")
    were = "was" if given == 1 and not kwonly_given else "were"
    raise TypeError(f"{f_name}() takes {takes} positional argument{'s' if plural else ''} but "
                    f"{given}{extra} {were} given")


def getcallargs(func, /, *positional, **named):
    """What each parameter would be in the call func(*positional, **named), as a dict."""
    spec = getfullargspec(func)
    args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, _ = spec
    f_name = func.__name__
    values = {}
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__, *positional)
    count = len(positional)
    defcount = len(defaults) if defaults else 0
    values.update(zip(args, positional))
    if varargs:
        values[varargs] = tuple(positional[len(args):])
    known = set(args + kwonlyargs)
    if varkw:
        values[varkw] = {}
    for name, value in named.items():
        if name not in known:
            if not varkw:
                raise TypeError(f"{f_name}() got an unexpected keyword argument {name!r}")
            values[varkw][name] = value
            continue
        if name in values:
            raise TypeError(f"{f_name}() got multiple values for argument {name!r}")
        values[name] = value
    if count > len(args) and not varargs:
        _too_many(f_name, args, kwonlyargs, varargs, defcount, count, values)
    if count < len(args):
        required = args[:len(args) - defcount]
        if any(name not in values for name in required):
            _missing_arguments(f_name, required, True, values)
        for place, name in enumerate(args[len(args) - defcount:]):
            values.setdefault(name, defaults[place])
    missing = []
    for name in kwonlyargs:
        if name not in values:
            if kwonlydefaults and name in kwonlydefaults:
                values[name] = kwonlydefaults[name]
            else:
                missing.append(name)
    if missing:
        _missing_arguments(f_name, kwonlyargs, False, values)
    return values


def getclosurevars(func):
    """What the names in a function's body mean now: nonlocals, globals, built-ins and unknown."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError(f"{func!r} is not a Python function")
    code = func.__code__
    nonlocals = {}
    if func.__closure__ is not None:
        for name, cell in zip(code.co_freevars, func.__closure__):
            nonlocals[name] = cell.cell_contents
    namespace = func.__globals__
    builtin = namespace.get("__builtins__", builtins.__dict__)
    if ismodule(builtin):
        builtin = builtin.__dict__
    global_vars, builtin_vars, unbound = {}, {}, set()
    for name in code.co_names:
        if name in ("None", "True", "False"):
            continue
        if name in namespace:
            global_vars[name] = namespace[name]
        elif name in builtin:
            builtin_vars[name] = builtin[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, global_vars, builtin_vars, unbound)


# Frames.

_Traceback = namedtuple("_Traceback", "filename lineno function code_context index")
_FrameInfo = namedtuple("_FrameInfo", ("frame",) + _Traceback._fields)
_Positions = namedtuple("Positions", "lineno end_lineno col_offset end_col_offset",
                        defaults=(None,) * 4)


class Traceback(_Traceback):
    """A place in the source: file, line, function, the lines around and the index of the line."""

    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        made = super().__new__(cls, filename, lineno, function, code_context, index)
        made.positions = positions
        return made

    def __repr__(self):
        return (f"Traceback(filename={self.filename!r}, lineno={self.lineno!r}, "
                f"function={self.function!r}, code_context={self.code_context!r}, "
                f"index={self.index!r}, positions={self.positions!r})")


class FrameInfo(_FrameInfo):
    """The same, with the frame."""

    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        made = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        made.positions = positions
        return made

    def __repr__(self):
        return (f"FrameInfo(frame={self.frame!r}, filename={self.filename!r}, "
                f"lineno={self.lineno!r}, function={self.function!r}, "
                f"code_context={self.code_context!r}, index={self.index!r}, "
                f"positions={self.positions!r})")


def _positions(code, index):
    from itertools import islice
    if index < 0:
        return (None,) * 4
    return next(islice(code.co_positions(), index // 2, None), (None,) * 4)


def getframeinfo(frame, context=1):
    """A Traceback for a frame or traceback object, with `context` lines of source."""
    if istraceback(frame):
        lineno = frame.tb_lineno
        positions = _positions(frame.tb_frame.f_code, frame.tb_lasti)
        frame = frame.tb_frame
    else:
        if not isframe(frame):
            raise TypeError(f"{frame!r} is not a frame or traceback object")
        lineno = frame.f_lineno
        positions = _positions(frame.f_code, frame.f_lasti)
    if positions[0] is None:
        positions = (lineno,) + tuple(positions[1:])
    else:
        lineno = positions[0]
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        start = lineno - 1 - context // 2
        try:
            lines, _ = findsource(frame)
        except OSError:
            pass
        else:
            start = max(0, min(start, len(lines) - context))
            lines = lines[start:start + context]
            index = lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index,
                     positions=_Positions(*positions))


def getlineno(frame):
    """The line that a frame is at."""
    return frame.f_lineno


def _frame_info(frame, place, context):
    info = getframeinfo(place, context)
    return FrameInfo(frame, *info, positions=info.positions)


def getouterframes(frame, context=1):
    """A FrameInfo for a frame and each one that called it."""
    infos = []
    while frame:
        infos.append(_frame_info(frame, frame, context))
        frame = frame.f_back
    return infos


def getinnerframes(tb, context=1):
    """A FrameInfo for each entry of a traceback."""
    infos = []
    while tb:
        infos.append(_frame_info(tb.tb_frame, tb, context))
        tb = tb.tb_next
    return infos


def currentframe():
    """The frame of the caller, or None where there are no frames."""
    return sys._getframe(1) if hasattr(sys, "_getframe") else None


def stack(context=1):
    """A FrameInfo for each frame from the caller outwards."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """A FrameInfo for each entry of the traceback of the exception being handled."""
    exception = sys.exc_info()[1]
    return getinnerframes(None if exception is None else exception.__traceback__, context)


# Generators and coroutines.

GEN_CREATED = "GEN_CREATED"
GEN_RUNNING = "GEN_RUNNING"
GEN_SUSPENDED = "GEN_SUSPENDED"
GEN_CLOSED = "GEN_CLOSED"
CORO_CREATED = "CORO_CREATED"
CORO_RUNNING = "CORO_RUNNING"
CORO_SUSPENDED = "CORO_SUSPENDED"
CORO_CLOSED = "CORO_CLOSED"


def getgeneratorstate(generator):
    """GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED or GEN_CLOSED."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getgeneratorlocals(generator):
    """The local variables of a generator, as a dict."""
    if not isgenerator(generator):
        raise TypeError(f"{generator!r} is not a Python generator")
    frame = getattr(generator, "gi_frame", None)
    return generator.gi_frame.f_locals if frame is not None else {}


def getcoroutinestate(coroutine):
    """CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED or CORO_CLOSED."""
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getcoroutinelocals(coroutine):
    """The local variables of a coroutine, as a dict."""
    frame = getattr(coroutine, "cr_frame", None)
    return frame.f_locals if frame is not None else {}


# Signatures.

class _void:
    """Stands for "not given" in arguments whose value may be anything."""


class _empty:
    """Stands for a missing default or annotation."""


class _ParameterKind(int):
    """How a parameter takes its argument; the kinds are ordered as they stand in a signature."""

    def __new__(cls, value, name, description):
        made = int.__new__(cls, value)
        made.name = name
        made.value = value
        made.description = description
        return made

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {self.value}>"

    def __reduce__(self):
        return _kind, (self.value,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


_POSITIONAL_ONLY = _ParameterKind(0, "POSITIONAL_ONLY", "positional-only")
_POSITIONAL_OR_KEYWORD = _ParameterKind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword")
_VAR_POSITIONAL = _ParameterKind(2, "VAR_POSITIONAL", "variadic positional")
_KEYWORD_ONLY = _ParameterKind(3, "KEYWORD_ONLY", "keyword-only")
_VAR_KEYWORD = _ParameterKind(4, "VAR_KEYWORD", "variadic keyword")
_KINDS = (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD, _VAR_POSITIONAL, _KEYWORD_ONLY,
          _VAR_KEYWORD)
for _member in _KINDS:
    setattr(_ParameterKind, _member.name, _member)
del _member
_VARIADIC = (_VAR_POSITIONAL, _VAR_KEYWORD)


def _kind(value):
    """The kind with a number."""
    if isinstance(value, int) and 0 <= value < len(_KINDS):
        return _KINDS[value]
    raise ValueError(f"value {value!r} is not a valid Parameter.kind")


class Parameter:
    """One parameter: name, kind, default and annotation. It does not change."""

    __slots__ = ("_name", "_kind", "_default", "_annotation")

    POSITIONAL_ONLY = _POSITIONAL_ONLY
    POSITIONAL_OR_KEYWORD = _POSITIONAL_OR_KEYWORD
    VAR_POSITIONAL = _VAR_POSITIONAL
    KEYWORD_ONLY = _KEYWORD_ONLY
    VAR_KEYWORD = _VAR_KEYWORD

    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self._kind = kind = _kind(kind)
        if default is not _empty and kind in _VARIADIC:
            raise ValueError(f"{kind.description} parameters cannot have default values")
        self._default = default
        self._annotation = annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError(f"name must be a str, not a {type(name).__name__}")
        if name[:1] == "." and name[1:].isdigit():
            # The argument of a comprehension's hidden function.
            if kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError("implicit arguments must be passed as positional or keyword "
                                 f"arguments, not {kind.description}")
            self._kind = _POSITIONAL_ONLY
            name = f"implicit{name[1:]}"
        from keyword import iskeyword
        if (iskeyword(name) and kind is not _POSITIONAL_ONLY) or not name.isidentifier():
            raise ValueError(f"{name!r} is not a valid parameter name")
        self._name = name

    @property
    def name(self):
        return self._name

    @property
    def kind(self):
        return self._kind

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    def __reduce__(self):
        return (type(self), (self._name, self._kind),
                {"_default": self._default, "_annotation": self._annotation})

    def __setstate__(self, state):
        self._default = state["_default"]
        self._annotation = state["_annotation"]

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """A copy with some parts changed."""
        return type(self)(self._name if name is _void else name,
                          self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    def __str__(self):
        text = self._name
        if self._kind is _VAR_POSITIONAL:
            text = "*" + text
        elif self._kind is _VAR_KEYWORD:
            text = "**" + text
        annotated = self._annotation is not _empty
        if annotated:
            text += f": {formatannotation(self._annotation)}"
        if self._default is not _empty:
            text += f" = {self._default!r}" if annotated else f"={self._default!r}"
        return text

    def __repr__(self):
        return f'<{type(self).__name__} "{self}">'

    def _key(self):
        return self._name, self._kind, self._default, self._annotation

    def __hash__(self):
        return hash(self._key())

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return self._key() == other._key()


class BoundArguments:
    """What a call gives to each parameter; `arguments` is a dict and may be changed."""

    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    def _split(self):
        """The arguments to be passed by position and by keyword."""
        args, kwargs = [], {}
        by_keyword = False
        for name, param in self._signature.parameters.items():
            kind = param.kind
            if kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                by_keyword = True
            if name not in self.arguments:
                # What follows a missing one can only be passed by keyword.
                if kind is not _VAR_POSITIONAL:
                    by_keyword = True
                continue
            value = self.arguments[name]
            if kind is _VAR_KEYWORD:
                kwargs.update(value)
            elif by_keyword:
                kwargs[name] = value
            elif kind is _VAR_POSITIONAL:
                args.extend(value)
            else:
                args.append(value)
        return tuple(args), kwargs

    @property
    def args(self):
        return self._split()[0]

    @property
    def kwargs(self):
        return self._split()[1]

    def apply_defaults(self):
        """Put the defaults in for what was not given; () and {} for * and ** parameters."""
        completed = {}
        for name, param in self._signature.parameters.items():
            if name in self.arguments:
                completed[name] = self.arguments[name]
            elif param.default is not _empty:
                completed[name] = param.default
            elif param.kind is _VAR_POSITIONAL:
                completed[name] = ()
            elif param.kind is _VAR_KEYWORD:
                completed[name] = {}
            # Otherwise it is from bind_partial, and stays missing.
        self.arguments = completed

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    __hash__ = None

    def __setstate__(self, state):
        self._signature = state["_signature"]
        self.arguments = state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        args = ", ".join([f"{name}={value!r}" for name, value in self.arguments.items()])
        return f"<{type(self).__name__} ({args})>"


class Signature:
    """The parameters of a callable, in order, and the annotation of what it returns."""

    __slots__ = ("_return_annotation", "_parameters")

    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments

    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty,
                 __validate_parameters__=True):
        params = OrderedDict()
        if parameters is not None:
            if __validate_parameters__:
                _check_order(parameters := list(parameters))
            params.update((param.name, param) for param in parameters)
        self._parameters = types.MappingProxyType(params)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None,
                      eval_str=False):
        """The signature of any callable."""
        return _signature(obj, _Options(cls, follow_wrapped=follow_wrapped, globals=globals,
                                        locals=locals, eval_str=eval_str))

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_void, return_annotation=_void):
        """A copy with other parameters or another return annotation."""
        return type(self)(
            self.parameters.values() if parameters is _void else parameters,
            return_annotation=(self._return_annotation if return_annotation is _void
                               else return_annotation))

    def _key(self):
        ordered = tuple(param for param in self.parameters.values()
                        if param.kind is not _KEYWORD_ONLY)
        by_name = {param.name: param for param in self.parameters.values()
                   if param.kind is _KEYWORD_ONLY}
        return ordered, by_name, self.return_annotation

    def __hash__(self):
        ordered, by_name, returned = self._key()
        return hash((ordered, frozenset(by_name.values()), returned))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._key() == other._key()

    def bind(self, /, *args, **kwargs):
        """A BoundArguments for a call, or TypeError if the arguments do not fit."""
        return self._bind(args, kwargs, False)

    def bind_partial(self, /, *args, **kwargs):
        """The same, but arguments may be missing."""
        return self._bind(args, kwargs, True)

    def _bind(self, args, kwargs, partial=False):
        arguments = {}
        params = list(self.parameters.values())
        place = self._bind_positional(arguments, params, args, kwargs, partial)
        kwargs = dict(kwargs)
        collector = None
        for param in params[place:]:
            if param.kind is _VAR_KEYWORD:
                collector = param
            elif param.kind is _VAR_POSITIONAL:
                continue
            elif param.name in kwargs:
                if param.kind is _POSITIONAL_ONLY:
                    raise TypeError(f"{param.name!r} parameter is positional only, but was "
                                    "passed as a keyword")
                arguments[param.name] = kwargs.pop(param.name)
            elif not partial and param.default is _empty:
                raise TypeError(f"missing a required argument: {param.name!r}")
        if kwargs:
            if collector is None:
                raise TypeError("got an unexpected keyword argument "
                                f"{next(iter(kwargs))!r}")
            arguments[collector.name] = kwargs
        return self._bound_arguments_cls(self, arguments)

    def _bind_positional(self, arguments, params, args, kwargs, partial):
        """Give out the positional arguments; returns the place of the next parameter."""
        given = 0
        for place, param in enumerate(params):
            if given == len(args):
                # Until the keywords: only what may be missing, or comes by keyword.
                if (param.kind is _POSITIONAL_ONLY and param.name in kwargs):
                    raise TypeError(f"{param.name!r} parameter is positional only, but was "
                                    "passed as a keyword")
                return place
            if param.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                raise TypeError("too many positional arguments")
            if param.kind is _VAR_POSITIONAL:
                arguments[param.name] = tuple(args[given:])
                return place + 1
            if param.name in kwargs and param.kind is not _POSITIONAL_ONLY:
                raise TypeError(f"multiple values for argument {param.name!r}")
            arguments[param.name] = args[given]
            given += 1
        if given < len(args):
            raise TypeError("too many positional arguments")
        return len(params)

    def __reduce__(self):
        return (type(self), (tuple(self._parameters.values()),),
                {"_return_annotation": self._return_annotation})

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return f"<{type(self).__name__} {self}>"

    def __str__(self):
        parts = []
        slash_due = False
        star_due = True
        for param in self.parameters.values():
            if param.kind is _POSITIONAL_ONLY:
                slash_due = True
            elif slash_due:
                parts.append("/")
                slash_due = False
            if param.kind is _VAR_POSITIONAL:
                star_due = False
            elif param.kind is _KEYWORD_ONLY and star_due:
                parts.append("*")
                star_due = False
            parts.append(str(param))
        if slash_due:
            parts.append("/")
        text = f"({', '.join(parts)})"
        if self.return_annotation is not _empty:
            text += f" -> {formatannotation(self.return_annotation)}"
        return text


def _check_order(parameters):
    highest = _POSITIONAL_ONLY
    defaults_began = False
    names = set()
    for param in parameters:
        if param.kind < highest:
            raise ValueError(f"wrong parameter order: {highest.description} parameter before "
                             f"{param.kind.description} parameter")
        highest = param.kind
        if param.kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            if param.default is not _empty:
                defaults_began = True
            elif defaults_began:
                raise ValueError("non-default argument follows default argument")
        if param.name in names:
            raise ValueError(f"duplicate parameter name: {param.name!r}")
        names.add(param.name)


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """The Signature of a callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals,
                                   locals=locals, eval_str=eval_str)


class _Options:
    """How signatures are to be made; passed along."""

    __slots__ = ("sigcls", "skip_bound_arg", "follow_wrapped", "globals", "locals", "eval_str")

    def __init__(self, sigcls=Signature, *, skip_bound_arg=True, follow_wrapped=True,
                 globals=None, locals=None, eval_str=False):
        self.sigcls = sigcls
        self.skip_bound_arg = skip_bound_arg
        self.follow_wrapped = follow_wrapped
        self.globals = globals
        self.locals = locals
        self.eval_str = eval_str


def _signature(obj, options):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    if isinstance(obj, types.MethodType):
        sig = _signature(obj.__func__, options)
        return _without_first(sig) if options.skip_bound_arg else sig
    if options.follow_wrapped:
        obj = unwrap(obj, stop=lambda inner: (hasattr(inner, "__signature__")
                                              or isinstance(inner, types.MethodType)))
        if isinstance(obj, types.MethodType):
            return _signature(obj, options)
    declared = getattr(obj, "__signature__", None)
    if declared is not None:
        if not isinstance(declared, Signature):
            raise TypeError(f"unexpected object {declared!r} in __signature__ attribute")
        return declared
    partialmethod = getattr(obj, "_partialmethod", None)
    if isinstance(partialmethod, functools.partialmethod):
        return _of_partialmethod(partialmethod, options)
    if isfunction(obj) or _is_function_like(obj):
        return _of_function(obj, options)
    if _is_native(obj):
        return _of_native(obj, options)
    if isinstance(obj, functools.partial):
        return _of_partial(_signature(obj.func, options), obj)
    if isinstance(obj, type):
        sig = _of_class(obj, options)
        if sig is None:
            return options.sigcls.from_callable(object)
    else:
        sig = None
        if not isinstance(obj, (types.WrapperDescriptorType, types.MethodWrapperType,
                                types.ClassMethodDescriptorType, types.BuiltinFunctionType)):
            call = _user_method(type(obj), "__call__")
            if call is not None:
                try:
                    sig = _signature(call, options)
                except ValueError as error:
                    raise ValueError(f"no signature found for {obj!r}") from error
    if sig is not None:
        return _without_first(sig) if options.skip_bound_arg else sig
    if isinstance(obj, types.BuiltinFunctionType):
        raise ValueError(f"no signature found for builtin function {obj!r}")
    raise ValueError(f"callable {obj!r} is not supported by signature")


def _of_class(cls, options):
    """The signature with its first parameter, or what the class says itself; None: as object's.

    What decides: __call__ of the metaclass, or the first of __new__ and __init__ along the MRO,
    if they are written in the language; otherwise a text signature.
    """
    call = _user_method(type(cls), "__call__")
    if call is not None:
        return _signature(call, options)
    makers = {name: _user_method(cls, name) for name in ("__new__", "__init__")}
    for base in cls.__mro__:
        for name, method in makers.items():
            if method is not None and name in base.__dict__:
                return _signature(method, options)
    for base in cls.__mro__[:-1]:
        # The class's own text signature: type.__text_signature__ leaves out its first parameter.
        try:
            text = base.__text_signature__
        except AttributeError:
            text = None
        if text:
            sig = _from_text(base, text, options)
            # `_signature` will take a first parameter away: there has to be one.
            first = Parameter("self", _POSITIONAL_ONLY)
            return (sig.replace(parameters=[first, *sig.parameters.values()])
                    if options.skip_bound_arg else sig)
    if type not in cls.__mro__:
        if cls.__init__ is object.__init__ and cls.__new__ is object.__new__:
            return None
        raise ValueError(f"no signature found for builtin type {cls!r}")
    return _no_class_signature(cls)


def _no_class_signature(cls):
    raise ValueError(f"callable {cls!r} is not supported by signature")


_NATIVE_METHODS = (type(type.__call__), type(object.__init__), type(object().__str__),
                   type(str.join), type(dict.__dict__["fromkeys"]), type(len),
                   type(object.__new__))


def _user_method(cls, name):
    """A method of a class, unless it is native."""
    method = getattr(cls, name, None)
    return None if method is None or isinstance(method, _NATIVE_METHODS) else method


def _is_native(obj):
    return (isbuiltin(obj) or ismethoddescriptor(obj)
            or isinstance(obj, (types.MethodWrapperType, types.WrapperDescriptorType,
                                types.ClassMethodDescriptorType))
            or obj in (type, object))


def _is_function_like(obj):
    """Does it look like a function, as those of other implementations of functions do?"""
    if not callable(obj) or isclass(obj):
        return False
    defaults = getattr(obj, "__defaults__", _void)
    kwdefaults = getattr(obj, "__kwdefaults__", _void)
    annotations = getattr(obj, "__annotations__", None)
    return (isinstance(getattr(obj, "__name__", None), str)
            and isinstance(getattr(obj, "__code__", None), types.CodeType)
            and (defaults is None or isinstance(defaults, tuple))
            and (kwdefaults is None or isinstance(kwdefaults, dict))
            and (annotations is None or isinstance(annotations, dict)))


def _without_first(sig):
    """The signature of a bound method."""
    params = list(sig.parameters.values())
    if not params or params[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if params[0].kind is not _VAR_POSITIONAL:
        del params[0]
    return sig.replace(parameters=params)


def _of_function(func, options):
    text = getattr(func, "__text_signature__", None) if isfunction(func) else None
    if text:
        return _from_text(func, text, options)
    code = func.__code__
    param_cls = options.sigcls._parameter_cls
    names = code.co_varnames
    count = code.co_argcount
    annotations = get_annotations(func, globals=options.globals, locals=options.locals,
                                  eval_str=options.eval_str)
    defaults = func.__defaults__ or ()
    kwdefaults = func.__kwdefaults__ or {}
    first_default = count - len(defaults)
    params = []

    def add(name, kind, default=_empty):
        params.append(param_cls(name, kind, default=default,
                                annotation=annotations.get(name, _empty)))

    for place in range(count):
        kind = (_POSITIONAL_ONLY if place < code.co_posonlyargcount
                else _POSITIONAL_OR_KEYWORD)
        default = defaults[place - first_default] if place >= first_default else _empty
        add(names[place], kind, default)
    end = count + code.co_kwonlyargcount
    if code.co_flags & CO_VARARGS:
        add(names[end], _VAR_POSITIONAL)
    for name in names[count:end]:
        add(name, _KEYWORD_ONLY, kwdefaults.get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[end + bool(code.co_flags & CO_VARARGS)], _VAR_KEYWORD)
    # A real function's parameters are in order.
    return options.sigcls(params, return_annotation=annotations.get("return", _empty),
                          __validate_parameters__=not isfunction(func))


def _of_native(func, options):
    text = getattr(func, "__text_signature__", None)
    if not text:
        raise ValueError(f"no signature found for builtin {func!r}")
    return _from_text(func, text, options)


def _from_text(obj, text, options):
    """Read a native signature such as "($self, value, /, *, key=None)".

    The $ marks the parameter that a bound method, or a module's function, has been given already.
    """
    bound_first = text[1:2] == "$"
    if bound_first:
        text = "(" + text[2:]
    parameters = text.strip()[1:-1].replace("<unrepresentable>", "...")
    invalid = ValueError(f"{obj!r} builtin has invalid signature")
    if not re.fullmatch(r"\s*\(.*\)\s*", text, re.DOTALL):
        raise invalid
    module = sys.modules.get(getattr(obj, "__module__", None))
    namespace = dict(sys.modules)
    if module is not None:
        namespace |= module.__dict__
    if not isfunction(obj):
        parameters = _name_defaults(parameters, namespace)
    try:
        model = eval(f"(lambda {parameters}: None)", namespace)
    except Exception as error:
        raise invalid from error
    params = list(_of_function(model, _Options(options.sigcls)).parameters.values())
    if any(isinstance(p.default, type(sys)) for p in params):
        raise invalid
    if bound_first and params:
        owner = getattr(obj, "__self__", None)
        if owner is not None and (ismodule(owner) or options.skip_bound_arg):
            del params[0]
        else:
            params[0] = params[0].replace(kind=_POSITIONAL_ONLY)
    elif text.startswith("(self") and getattr(obj, "__self__", None) is not None:
        del params[0]  # a method that is a script elsewhere
    return options.sigcls(params)


class _Unread:
    """A default of which only the text is known: what a host wrote for readers."""

    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text


def _split_parameters(text):
    """Cut at the commas that are outside of brackets and quotes."""
    start = depth = 0
    for found in re.finditer(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[][(){},]""", text):
        if found[0] in "([{":
            depth += 1
        elif found[0] in ")]}":
            depth -= 1
        elif found[0] == "," and not depth:
            yield text[start:found.start()]
            start = found.end()
    yield text[start:]


def _name_defaults(parameters, namespace):
    """Replace each default by a name that is added to the namespace, for its value or its text."""
    texts = []
    for text in _split_parameters(parameters):
        parameter, equals, default = text.partition("=")
        if equals:
            try:
                value = eval(default, namespace)
            except Exception:
                value = _Unread(default.strip())
            name = f"__default_{len(texts)}__"
            namespace[name] = _Unread(default.strip()) if ismodule(value) else value
            text = f"{parameter}={name}"
        texts.append(text)
    return ",".join(texts)


def _of_partial(wrapped, partial, extra_args=()):
    """The signature of a partial object, made from that of its function.

    Arguments given by position are gone; one given by keyword becomes a default, and it and what
    follows can then only be passed by keyword.
    """
    params = OrderedDict(wrapped.parameters)
    args = tuple(extra_args) + (partial.args or ())
    keywords = partial.keywords or {}
    try:
        bound = wrapped.bind_partial(*args, **keywords)
    except TypeError as error:
        raise ValueError(f"partial object {partial!r} has incorrect arguments") from error
    keyword_only = False
    for name, param in wrapped.parameters.items():
        kind = param.kind
        if name in bound.arguments and kind not in _VARIADIC:
            value = bound.arguments[name]
            if kind is _POSITIONAL_ONLY:
                del params[name]
                continue
            if kind is _POSITIONAL_OR_KEYWORD:
                if name not in keywords:
                    del params[name]
                    continue
                keyword_only = True
                params[name] = param.replace(default=value)
            elif kind is _KEYWORD_ONLY:
                params[name] = param.replace(default=value)
        if keyword_only:
            if kind is _POSITIONAL_OR_KEYWORD:
                params[name] = params[name].replace(kind=_KEYWORD_ONLY)
                params.move_to_end(name)
            elif kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                params.move_to_end(name)
            elif kind is _VAR_POSITIONAL:
                del params[name]
    return wrapped.replace(parameters=params.values())


def _of_partialmethod(partialmethod, options):
    wrapped = _signature(partialmethod.func, options)
    sig = _of_partial(wrapped, partialmethod, (None,))
    # The first parameter was given None above, for the instance: it comes back here.
    first = next(iter(wrapped.parameters.values()))
    if first.kind is _VAR_POSITIONAL:
        return sig
    return sig.replace(parameters=(first, *sig.parameters.values()))


def _show_details(target, module, thing):
    print('Target:', target)
    print('Origin:', getsourcefile(module))
    if thing is module:
        print(f'Loader: {module.__loader__!r}')
        if hasattr(module, '__path__'):
            print('Submodule search path:', module.__path__)
    else:
        try:
            print('Line:', findsource(thing)[1])
        except Exception:
            pass  # it has no source
    print('\n')


def _main():
    """The command: show the source of a module or of something in it."""
    from argparse import ArgumentParser
    from importlib import import_module
    parser = ArgumentParser()
    parser.add_argument('object', help='The object to be analysed. '
                                       "It supports the 'module:qualname' syntax")
    parser.add_argument('-d', '--details', action='store_true',
                        help='Display info about the module rather than its source code')
    args = parser.parse_args()
    name, _, path = args.object.partition(':')
    try:
        thing = module = import_module(name)
    except Exception as error:
        print(f'Failed to import {name} ({type(error).__name__}: {error})', file=sys.stderr)
        sys.exit(2)
    if name in sys.builtin_module_names:
        sys.exit("Can't get info for builtin modules.")
    for part in path.split('.') if path else ():
        thing = getattr(thing, part)
    if args.details:
        _show_details(args.object, module, thing)
    else:
        print(getsource(thing))


if __name__ == '__main__':
    _main()
