"""Print nested data so that people can read it."""

import sys
import types
from io import StringIO

__all__ = ["PrettyPrinter", "isreadable", "isrecursive", "pformat", "pp", "pprint", "saferepr"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False,
           sort_dicts=True, underscore_numbers=False):
    """Print an object to a stream, sys.stdout by default."""
    PrettyPrinter(indent=indent, width=width, depth=depth, stream=stream, compact=compact,
                  sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
            underscore_numbers=False):
    """The text that pprint prints, without the last line end."""
    return PrettyPrinter(indent=indent, width=width, depth=depth, compact=compact,
                         sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    """pprint with dicts in their own order."""
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    """repr() that copes with objects that contain themselves."""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[0]


def isreadable(object):
    """Could the text be evaluated to get the object back?"""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[1]


def isrecursive(object):
    """Does an object contain itself?"""
    return PrettyPrinter()._safe_repr(object, {}, None, 0)[2]


class _safe_key:
    """Orders what can be compared by its order, and other things by type and address."""

    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return ((str(type(self.obj)), id(self.obj))
                    < (str(type(other.obj)), id(other.obj)))


def _safe_tuple(pair):
    return _safe_key(pair[0]), _safe_key(pair[1])


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


_SCALARS = frozenset({str, bytes, bytearray, float, complex, bool, type(None)})


class PrettyPrinter:
    """Formats objects over several lines when they do not fit in one.

    indent: how much each level is indented. width: what a line should not exceed. depth: how
    many levels are shown. compact: several items of a sequence in a line. sort_dicts: dicts
    ordered by key. underscore_numbers: digits in groups.
    """

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False,
                 sort_dicts=True, underscore_numbers=False):
        indent = int(indent)
        width = int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent_per_level = indent
        self._width = width
        self._stream = sys.stdout if stream is None else stream
        self._compact = bool(compact)
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._format(object, self._stream, 0, 0, {}, 0)
            self._stream.write("\n")

    def pformat(self, object):
        stream = StringIO()
        self._format(object, stream, 0, 0, {}, 0)
        return stream.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def _format(self, object, stream, indent, allowance, context, level):
        """Write an object that begins at column `indent`, with room for `allowance` after it.

        `context` holds the ids of the objects around it.
        """
        key = id(object)
        if key in context:
            stream.write(_recursion(object))
            self._recursive = True
            self._readable = False
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            method = self._dispatch.get(type(object).__repr__) or _method_for(object)
            if method is not None:
                context[key] = 1
                method(self, object, stream, indent, allowance, context, level + 1)
                del context[key]
                return
        stream.write(text)

    def _first_indent(self, stream):
        if self._indent_per_level > 1:
            stream.write((self._indent_per_level - 1) * " ")

    # One method for each kind of object that can be broken into lines.

    def _pprint_dict(self, object, stream, indent, allowance, context, level):
        stream.write("{")
        self._first_indent(stream)
        if object:
            items = object.items()
            if self._sort_dicts:
                items = sorted(items, key=_safe_tuple)
            self._format_dict_items(items, stream, indent, allowance + 1, context, level)
        stream.write("}")

    def _format_dict_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        last = len(items) - 1
        for place, (key, value) in enumerate(items):
            text = self._repr(key, context, level)
            stream.write(f"{text}: ")
            self._format(value, stream, indent + len(text) + 2, allowance if place == last else 1,
                         context, level)
            if place != last:
                stream.write(",\n" + " " * indent)

    def _pprint_ordered_dict(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "(")
        self._format(list(object.items()), stream, indent + len(name) + 1, allowance + 1,
                     context, level)
        stream.write(")")

    def _pprint_list(self, object, stream, indent, allowance, context, level):
        stream.write("[")
        self._format_items(object, stream, indent, allowance + 1, context, level)
        stream.write("]")

    def _pprint_tuple(self, object, stream, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        stream.write("(")
        self._format_items(object, stream, indent, allowance + len(end), context, level)
        stream.write(end)

    def _pprint_set(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        if type(object) is set:
            start, end = "{", "}"
        else:
            name = type(object).__name__
            start, end = name + "({", "})"
            indent += len(name) + 1
        stream.write(start)
        self._format_items(sorted(object, key=_safe_key), stream, indent,
                           allowance + len(end), context, level)
        stream.write(end)

    def _format_items(self, items, stream, indent, allowance, context, level):
        indent += self._indent_per_level
        self._first_indent(stream)
        new_line = ",\n" + " " * indent
        separator = ""
        full = room = self._width - indent + 1
        items = list(items)
        for place, item in enumerate(items):
            last = place == len(items) - 1
            if last:
                full -= allowance
                room -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                needed = len(text) + 2
                if room < needed:
                    room = full
                    if separator:
                        separator = new_line
                if room >= needed:
                    room -= needed
                    stream.write(separator + text)
                    separator = ", "
                    continue
            stream.write(separator)
            separator = new_line
            self._format(item, stream, indent, allowance if last else 1, context, level)

    def _pprint_str(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        if level == 1:
            indent += 1
            allowance += 1
        width = self._width - indent
        lines = object.splitlines(True)
        chunks = []
        for place, line in enumerate(lines):
            spare = allowance if place == len(lines) - 1 else 0
            if len(repr(line)) <= width - spare:
                chunks.append(repr(line))
            else:
                chunks.extend(_wrapped_words(line, width, spare))
        if len(chunks) == 1:
            stream.write(repr(lines[-1]))
            return
        text = ("\n" + " " * indent).join(chunks)
        stream.write(f"({text})" if level == 1 else text)

    def _pprint_bytes(self, object, stream, indent, allowance, context, level):
        if len(object) <= 4:
            stream.write(repr(object))
            return
        parentheses = level == 1
        if parentheses:
            indent += 1
            allowance += 1
        text = ("\n" + " " * indent).join(
            _wrapped_bytes(object, self._width - indent, allowance))
        stream.write(f"({text})" if parentheses else text)

    def _pprint_bytearray(self, object, stream, indent, allowance, context, level):
        stream.write("bytearray(")
        self._pprint_bytes(bytes(object), stream, indent + 10, allowance + 1, context,
                           level + 1)
        stream.write(")")

    def _pprint_mappingproxy(self, object, stream, indent, allowance, context, level):
        stream.write("mappingproxy(")
        self._format(object.copy(), stream, indent + 13, allowance + 1, context, level)
        stream.write(")")

    def _pprint_simplenamespace(self, object, stream, indent, allowance, context, level):
        name = ("namespace" if type(object) is types.SimpleNamespace
                else type(object).__name__)
        self._format_fields(name, object.__dict__.items(), stream, indent, allowance, context,
                            level)

    def _pprint_dataclass(self, object, stream, indent, allowance, context, level):
        from dataclasses import fields
        pairs = [(field.name, getattr(object, field.name)) for field in fields(object)
                 if field.repr]
        self._format_fields(type(object).__name__, pairs, stream, indent, allowance, context,
                            level)

    def _format_fields(self, name, pairs, stream, indent, allowance, context, level):
        indent += len(name) + 1
        last = len(pairs) - 1
        stream.write(name + "(")
        for place, (key, value) in enumerate(pairs):
            stream.write(key + "=")
            if id(value) in context:
                stream.write("...")
            else:
                self._format(value, stream, indent + len(key) + 1,
                             allowance if place == last else 1, context, level)
            if place != last:
                stream.write(",\n" + " " * indent)
        stream.write(")")

    def _pprint_default_dict(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__
        factory = self._repr(object.default_factory, context, level)
        indent += len(name) + 1
        stream.write(f"{name}({factory},\n{' ' * indent}")
        self._pprint_dict(object, stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _pprint_counter(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__
        stream.write(name + "({")
        self._first_indent(stream)
        self._format_dict_items(object.most_common(), stream, indent + len(name) + 1,
                                allowance + 2, context, level)
        stream.write("})")

    def _pprint_chain_map(self, object, stream, indent, allowance, context, level):
        if not object.maps:
            stream.write(repr(object))
            return
        name = type(object).__name__
        indent += len(name) + 1
        stream.write(name + "(")
        for mapping in object.maps[:-1]:
            self._format(mapping, stream, indent, 1, context, level)
            stream.write(",\n" + " " * indent)
        self._format(object.maps[-1], stream, indent, allowance + 1, context, level)
        stream.write(")")

    def _pprint_deque(self, object, stream, indent, allowance, context, level):
        if not object:
            stream.write(repr(object))
            return
        name = type(object).__name__
        indent += len(name) + 1
        stream.write(name + "([")
        if object.maxlen is None:
            self._format_items(object, stream, indent, allowance + 2, context, level)
            stream.write("])")
        else:
            self._format_items(object, stream, indent, 2, context, level)
            length = self._repr(object.maxlen, context, level)
            stream.write(f"],\n{' ' * indent}maxlen={length})")

    def _pprint_user(self, object, stream, indent, allowance, context, level):
        # UserDict and its like show what they hold.
        self._format(object.data, stream, indent, allowance, context, level - 1)

    _dispatch = {
        dict.__repr__: _pprint_dict,
        list.__repr__: _pprint_list,
        tuple.__repr__: _pprint_tuple,
        set.__repr__: _pprint_set,
        frozenset.__repr__: _pprint_set,
        str.__repr__: _pprint_str,
        bytes.__repr__: _pprint_bytes,
        bytearray.__repr__: _pprint_bytearray,
        types.MappingProxyType.__repr__: _pprint_mappingproxy,
        types.SimpleNamespace.__repr__: _pprint_simplenamespace,
    }

    # The classes of `collections`, for when that has been loaded.
    _collections = {
        "OrderedDict": _pprint_ordered_dict,
        "defaultdict": _pprint_default_dict,
        "Counter": _pprint_counter,
        "ChainMap": _pprint_chain_map,
        "deque": _pprint_deque,
        "UserDict": _pprint_user,
        "UserList": _pprint_user,
        "UserString": _pprint_user,
    }

    def _repr(self, object, context, level):
        text, readable, recursive = self.format(object, context.copy(), self._depth, level)
        if not readable:
            self._readable = False
        if recursive:
            self._recursive = True
        return text

    def format(self, object, context, maxlevels, level):
        """(text, is it readable, is it recursive) for an object. Subclasses may override it."""
        return self._safe_repr(object, context, maxlevels, level)

    def _safe_repr(self, object, context, maxlevels, level):
        kind = type(object)
        if kind in _SCALARS:
            return repr(object), True, False
        method = getattr(kind, "__repr__", None)
        if issubclass(kind, int) and method is int.__repr__:
            return (f"{object:_d}" if self._underscore_numbers else repr(object)), True, False
        if issubclass(kind, dict) and method is dict.__repr__:
            form = "{%s}"
        elif issubclass(kind, list) and method is list.__repr__:
            form = "[%s]"
        elif issubclass(kind, tuple) and method is tuple.__repr__:
            form = "(%s,)" if len(object) == 1 else "(%s)"
        else:
            text = repr(object)
            return text, bool(text) and not text.startswith("<"), False
        if not object:
            return form % "", True, False
        key = id(object)
        if maxlevels and level >= maxlevels:
            return form % "...", False, key in context
        if key in context:
            return _recursion(object), False, True
        context[key] = 1
        pieces = []
        readable, recursive = True, False

        def show(item):
            nonlocal readable, recursive
            text, item_readable, item_recursive = self.format(item, context, maxlevels,
                                                              level + 1)
            readable = readable and item_readable
            recursive = recursive or item_recursive
            return text

        if form[0] == "{":
            items = object.items()
            if self._sort_dicts:
                items = sorted(items, key=_safe_tuple)
            for name, value in items:
                pieces.append(f"{show(name)}: {show(value)}")
        else:
            for item in object:
                pieces.append(show(item))
        del context[key]
        return form % ", ".join(pieces), readable, recursive


def _method_for(object):
    """The method that breaks an object into lines, for classes that may not be loaded; or None."""
    loaded = sys.modules.get("collections")
    if loaded is not None:
        for name, method in PrettyPrinter._collections.items():
            cls = getattr(loaded, name, None)
            if isinstance(object, cls) and type(object).__repr__ is cls.__repr__:
                return method
    if (hasattr(type(object), "__dataclass_fields__") and not isinstance(object, type)
            and object.__dataclass_params__.repr):
        # Only if the repr is the one that was made for the class, from a text.
        original = getattr(object.__repr__, "__wrapped__", None)
        code = getattr(original, "__code__", None)
        if code is not None and code.co_filename == "<string>":
            return PrettyPrinter._pprint_dataclass
    return None


def _words(line):
    """Cut a line into words, each with the white space after it."""
    words = []
    start = place = 0
    while place < len(line):
        while place < len(line) and not line[place].isspace():
            place += 1
        while place < len(line) and line[place].isspace():
            place += 1
        words.append(line[start:place])
        start = place
    return words


def _wrapped_words(line, width, spare):
    words = _words(line)
    current = ""
    for place, word in enumerate(words):
        room = width - spare if place == len(words) - 1 else width
        if len(repr(current + word)) > room:
            if current:
                yield repr(current)
            current = word
        else:
            current += word
    if current:
        yield repr(current)


def _wrapped_bytes(data, width, spare):
    current = b""
    last = len(data) // 4 * 4
    for start in range(0, len(data), 4):
        part = data[start:start + 4]
        if start == last:
            width -= spare
        if len(repr(current + part)) > width:
            if current:
                yield repr(current)
            current = part
        else:
            current += part
    if current:
        yield repr(current)
