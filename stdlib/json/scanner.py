"""Finding out what comes next in a JSON text."""

try:
    from _json import make_scanner as c_make_scanner
except ImportError:
    c_make_scanner = None

__all__ = ['make_scanner']

_DIGITS = '0123456789'


def _skip_digits(string, index):
    end = len(string)
    while index < end and string[index] in _DIGITS:
        index += 1
    return index


def _match_number(string, index):
    """Where a number ends and whether it is a float; None if there is none."""
    start = index
    if string[index] == '-':
        index += 1
    first = string[index:index + 1]
    if not first or first not in _DIGITS:
        return None
    index = index + 1 if first == '0' else _skip_digits(string, index)
    end = index
    if string[index:index + 1] == '.':
        after = _skip_digits(string, index + 1)
        if after > index + 1:
            index = after
    if string[index:index + 1] in ('e', 'E'):
        digits = index + 1
        if string[digits:digits + 1] in ('+', '-'):
            digits += 1
        after = _skip_digits(string, digits)
        if after > digits:
            index = after
    return string[start:index], index, index != end


_WORDS = (('null', None), ('true', True), ('false', False))
_CONSTANTS = ('NaN', 'Infinity', '-Infinity')


def py_make_scanner(context):
    """A function (text, index) -> (value, end), with a decoder's settings.

    It raises StopIteration where no value begins.
    """
    parse_object = context.parse_object
    parse_array = context.parse_array
    parse_string = context.parse_string
    strict = context.strict
    parse_float = context.parse_float
    parse_int = context.parse_int
    parse_constant = context.parse_constant
    object_hook = context.object_hook
    object_pairs_hook = context.object_pairs_hook
    memo = context.memo

    def _scan_once(string, index):
        if index < 0:
            raise ValueError('idx cannot be negative')
        try:
            char = string[index]
        except IndexError:
            raise StopIteration(index) from None
        if char == '"':
            return parse_string(string, index + 1, strict)
        if char == '{':
            return parse_object((string, index + 1), strict, _scan_once,
                                object_hook, object_pairs_hook, memo)
        if char == '[':
            return parse_array((string, index + 1), _scan_once)
        for word, value in _WORDS:
            if string.startswith(word, index):
                return value, index + len(word)
        number = _match_number(string, index)
        if number is not None:
            text, end, is_float = number
            return (parse_float if is_float else parse_int)(text), end
        for word in _CONSTANTS:
            if string.startswith(word, index):
                return parse_constant(word), index + len(word)
        raise StopIteration(index)

    def scan_once(string, index):
        try:
            return _scan_once(string, index)
        finally:
            memo.clear()

    return scan_once


make_scanner = c_make_scanner or py_make_scanner
