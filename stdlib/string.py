"""Character collections, string templates, and the formatter behind str.format as a class."""

import _string

__all__ = [
    "Formatter", "Template", "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords",
    "digits", "hexdigits", "octdigits", "printable", "punctuation", "whitespace",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalize each word; words are what split(sep) gives, joined again with sep or a space."""
    return (" " if sep is None else sep).join([str.capitalize(word) for word in s.split(sep)])


class _Pattern:
    """Stands for a template class's compiled pattern until it is first asked for.

    So `re` is loaded only by programs that substitute something.
    """

    def __init__(self, source=None):
        self.source = source

    def __get__(self, instance, owner):
        import re
        source = self.source
        if source is None:
            delimiter = re.escape(owner.delimiter)
            plain = owner.idpattern
            braced = owner.braceidpattern or plain
            source = (rf"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{plain})"
                      rf"|{{(?P<braced>{braced})}}|(?P<invalid>))")
        flags = re.IGNORECASE if owner.flags is None else owner.flags
        owner.pattern = compiled = re.compile(source, flags | re.VERBOSE)
        return compiled


_NOTHING = {}


class Template:
    """A text with $name and ${name} in it, to be replaced; $$ stands for a dollar sign.

    Subclasses may set `delimiter`, `idpattern`, `braceidpattern` and `flags`, or the whole
    `pattern`, with the groups escaped, named, braced and invalid.
    """

    delimiter = "$"
    # Letters beyond ASCII would match [a-z] when case is ignored, hence the inner flag.
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = None
    pattern = _Pattern()

    def __init_subclass__(cls):
        super().__init_subclass__()
        own = cls.__dict__.get("pattern")
        cls.pattern = _Pattern(own)

    def __init__(self, template):
        self.template = template

    def _invalid(self, match):
        before = self.template[:match.start("invalid")].splitlines(keepends=True)
        if before:
            line, column = len(before), match.start("invalid") - len("".join(before[:-1]))
        else:
            line = column = 1
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")

    def _unknown_groups(self):
        raise ValueError("Unrecognized named group in pattern", self.pattern)

    def _replace(self, mapping, keep_unknown):
        def replacement(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                if not keep_unknown:
                    return str(mapping[name])
                try:
                    return str(mapping[name])
                except KeyError:
                    return match.group()
            if match.group("escaped") is not None:
                return self.delimiter
            if match.group("invalid") is not None:
                return match.group() if keep_unknown else self._invalid(match)
            self._unknown_groups()
        return self.pattern.sub(replacement, self.template)

    def _mapping(self, mapping, kws):
        if mapping is _NOTHING:
            return kws
        if kws:
            from collections import ChainMap
            return ChainMap(kws, mapping)
        return mapping

    def substitute(self, mapping=_NOTHING, /, **kws):
        """Replace every placeholder; KeyError for an unknown name, ValueError for a bad one."""
        return self._replace(self._mapping(mapping, kws), False)

    def safe_substitute(self, mapping=_NOTHING, /, **kws):
        """Replace what can be replaced and leave the rest as it stands."""
        return self._replace(self._mapping(mapping, kws), True)

    def is_valid(self):
        """Whether `substitute` would find no bad placeholder."""
        for match in self.pattern.finditer(self.template):
            if match.group("invalid") is not None:
                return False
            if not any(match.group(name) is not None for name in ("named", "braced", "escaped")):
                self._unknown_groups()
        return True

    def get_identifiers(self):
        """The names in the template, each once, in the order of their first use."""
        names = {}
        for match in self.pattern.finditer(self.template):
            name = match.group("named") or match.group("braced")
            if name is not None:
                names[name] = None
            elif match.group("invalid") is None and match.group("escaped") is None:
                self._unknown_groups()
        return list(names)


class Formatter:
    """str.format with parts that subclasses can replace."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        """Format with the arguments as a sequence and a mapping."""
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth,
                 auto_arg_index=0):
        # auto_arg_index counts the fields numbered automatically; False after a numbered field.
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if field is None:
                continue
            if field == "":
                if auto_arg_index is False:
                    raise ValueError("cannot switch from manual field specification to "
                                     "automatic field numbering")
                field = str(auto_arg_index)
                auto_arg_index += 1
            elif field.isdigit():
                if auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to "
                                     "automatic field numbering")
                auto_arg_index = False
            value, key = self.get_field(field, args, kwargs)
            used_args.add(key)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args,
                                                 recursion_depth - 1, auto_arg_index)
            out.append(self.format_field(value, spec))
        return "".join(out), auto_arg_index

    def get_value(self, key, args, kwargs):
        """The argument with a number or name."""
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        """Called at the end; subclasses may complain."""

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        """Apply !s, !r or !a."""
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        """Iterate over (literal text, field name, format spec, conversion)."""
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        """The value of a field such as "0.name[key]", and the number or name it begins with."""
        first, rest = _string.formatter_field_name_split(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, key in rest:
            value = getattr(value, key) if is_attribute else value[key]
        return value, first
