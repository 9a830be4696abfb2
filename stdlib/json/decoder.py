"""From JSON text to values."""

import sys

from json import scanner

try:
    from _json import scanstring as c_scanstring
except ImportError:
    c_scanstring = None

__all__ = ['JSONDecoder', 'JSONDecodeError']

NaN = float('nan')
PosInf = float('inf')
NegInf = float('-inf')


class JSONDecodeError(ValueError):
    """A text that is no JSON: msg says why, pos where in doc.

    lineno and colno are the place as line and column.
    """

    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {lineno} column {colno} (char {pos})')
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


_CONSTANTS = {'-Infinity': NegInf, 'Infinity': PosInf, 'NaN': NaN}
BACKSLASH = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n',
             'r': '\r', 't': '\t'}
_HEX = frozenset('0123456789abcdefABCDEF')
WHITESPACE_STR = ' \t\n\r'


def _decode_uXXXX(s, pos):
    digits = s[pos + 1:pos + 5]
    if len(digits) == 4 and _HEX.issuperset(digits):
        return int(digits, 16)
    raise JSONDecodeError('Invalid \\uXXXX escape', s, pos)


def py_scanstring(s, end, strict=True):
    """The text of a string whose first character is at end, and where it ends.

    Unless strict, control characters may be in it.
    """
    if end > sys.maxsize:
        raise OverflowError('the index is too large')
    parts = []
    begin = end - 1
    size = len(s)
    while True:
        start = end
        while end < size and s[end] not in '"\\' and s[end] > '\x1f':
            end += 1
        parts.append(s[start:end])
        if end >= size:
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        char = s[end]
        end += 1
        if char == '"':
            return ''.join(parts), end
        if char != '\\':
            if strict:
                raise JSONDecodeError(
                    f'Invalid control character {char!r} at', s, end - 1)
            parts.append(char)
            continue
        if end >= size:
            raise JSONDecodeError('Unterminated string starting at', s, begin)
        char = s[end]
        if char != 'u':
            try:
                parts.append(BACKSLASH[char])
            except KeyError:
                raise JSONDecodeError(f'Invalid \\escape: {char!r}', s, end
                                      ) from None
            end += 1
            continue
        code = _decode_uXXXX(s, end)
        end += 5
        if 0xd800 <= code <= 0xdbff and s[end:end + 2] == '\\u':
            low = _decode_uXXXX(s, end + 1)
            if 0xdc00 <= low <= 0xdfff:
                code = 0x10000 + ((code - 0xd800) << 10 | (low - 0xdc00))
                end += 6
        parts.append(chr(code))


scanstring = c_scanstring or py_scanstring


def _skip(s, end):
    """Where the white space from end on is over."""
    size = len(s)
    while end < size and s[end] in WHITESPACE_STR:
        end += 1
    return end


def JSONObject(s_and_end, strict, scan_once, object_hook, object_pairs_hook,
               memo=None):
    """An object whose first character is at the index, and where it ends."""
    s, end = s_and_end
    pairs = []
    intern = ({} if memo is None else memo).setdefault
    end = _skip(s, end)
    char = s[end:end + 1]
    while char != '}' or pairs:
        if char != '"':
            raise JSONDecodeError(
                'Expecting property name enclosed in double quotes', s, end)
        key, end = scanstring(s, end + 1, strict)
        key = intern(key, key)
        end = _skip(s, end)
        if s[end:end + 1] != ':':
            raise JSONDecodeError("Expecting ':' delimiter", s, end)
        end = _skip(s, end + 1)
        try:
            value, end = scan_once(s, end)
        except StopIteration as stop:
            raise JSONDecodeError('Expecting value', s, stop.value) from None
        pairs.append((key, value))
        end = _skip(s, end)
        char = s[end:end + 1]
        if char == '}':
            break
        if char != ',':
            raise JSONDecodeError("Expecting ',' delimiter", s, end)
        end = _skip(s, end + 1)
        char = s[end:end + 1]
    if object_pairs_hook is not None:
        return object_pairs_hook(pairs), end + 1
    result = dict(pairs)
    if object_hook is not None:
        result = object_hook(result)
    return result, end + 1


def JSONArray(s_and_end, scan_once):
    """An array whose first character is at the index, and where it ends."""
    s, end = s_and_end
    values = []
    end = _skip(s, end)
    if s[end:end + 1] == ']':
        return values, end + 1
    while True:
        try:
            value, end = scan_once(s, end)
        except StopIteration as stop:
            raise JSONDecodeError('Expecting value', s, stop.value) from None
        values.append(value)
        end = _skip(s, end)
        char = s[end:end + 1]
        if char == ']':
            return values, end + 1
        if char != ',':
            raise JSONDecodeError("Expecting ',' delimiter", s, end)
        end = _skip(s, end + 1)


class JSONDecoder:
    """Makes values of JSON texts; the options are those of json.loads."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None,
                 parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.parse_object = JSONObject
        self.parse_array = JSONArray
        self.parse_string = scanstring
        self.memo = {}
        self.scan_once = scanner.make_scanner(self)

    def decode(self, s, _w=_skip):
        """The value of a text that holds one value and white space."""
        value, end = self.raw_decode(s, idx=_w(s, 0))
        end = _w(s, end)
        if end != len(s):
            raise JSONDecodeError('Extra data', s, end)
        return value

    def raw_decode(self, s, idx=0):
        """The value that begins at idx, and where it ends."""
        try:
            return self.scan_once(s, idx)
        except StopIteration as stop:
            raise JSONDecodeError('Expecting value', s, stop.value) from None
