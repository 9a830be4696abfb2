"""From values to JSON text."""

try:
    from _json import encode_basestring as c_encode_basestring
    from _json import encode_basestring_ascii as c_encode_basestring_ascii
    from _json import make_encoder as c_make_encoder
except ImportError:
    c_encode_basestring = c_encode_basestring_ascii = c_make_encoder = None

__all__ = ['JSONEncoder']

ESCAPE_DCT = {'\\': '\\\\', '"': '\\"', '\b': '\\b', '\f': '\\f',
              '\n': '\\n', '\r': '\\r', '\t': '\\t'}
for _i in range(0x20):
    ESCAPE_DCT.setdefault(chr(_i), f'\\u{_i:04x}')
del _i

INFINITY = float('inf')


def py_encode_basestring(s):
    """The text as a JSON string."""
    return '"' + ''.join([ESCAPE_DCT.get(c, c) for c in s]) + '"'


def _ascii(char):
    if char in ESCAPE_DCT:
        return ESCAPE_DCT[char]
    code = ord(char)
    if code < 0x7f:
        return char
    if code < 0x10000:
        return f'\\u{code:04x}'
    code -= 0x10000
    return f'\\u{0xd800 | code >> 10:04x}\\u{0xdc00 | code & 0x3ff:04x}'


def py_encode_basestring_ascii(s):
    """The text as a JSON string of ASCII characters."""
    return '"' + ''.join([_ascii(c) for c in s]) + '"'


encode_basestring = c_encode_basestring or py_encode_basestring
encode_basestring_ascii = (c_encode_basestring_ascii
                           or py_encode_basestring_ascii)


class JSONEncoder:
    """Makes JSON texts of values; the options are those of json.dumps.

    Derive from it and override default to write other types.
    """

    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True,
                 check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        """Something that can be written for what cannot: here TypeError."""
        raise TypeError(f'Object of type {o.__class__.__name__} '
                        'is not JSON serializable')

    def encode(self, o):
        """The JSON text of a value."""
        if isinstance(o, str):
            if self.ensure_ascii:
                return encode_basestring_ascii(o)
            return encode_basestring(o)
        chunks = self.iterencode(o, _one_shot=True)
        if not isinstance(chunks, (list, tuple)):
            chunks = list(chunks)
        return ''.join(chunks)

    def iterencode(self, o, _one_shot=False):
        """The JSON text of a value, piece by piece."""
        markers = {} if self.check_circular else None
        encoder = (encode_basestring_ascii if self.ensure_ascii
                   else encode_basestring)

        def floatstr(o, allow_nan=self.allow_nan):
            if o != o:
                text = 'NaN'
            elif o == INFINITY:
                text = 'Infinity'
            elif o == -INFINITY:
                text = '-Infinity'
            else:
                return float.__repr__(o)
            if not allow_nan:
                raise ValueError('Out of range float values are not JSON '
                                 f'compliant: {o!r}')
            return text

        if _one_shot and c_make_encoder is not None:
            iterencode = c_make_encoder(
                markers, self.default, encoder, self.indent,
                self.key_separator, self.item_separator, self.sort_keys,
                self.skipkeys, self.allow_nan)
        else:
            iterencode = _make_iterencode(
                markers, self.default, encoder, self.indent, floatstr,
                self.key_separator, self.item_separator, self.sort_keys,
                self.skipkeys, _one_shot)
        return iterencode(o, 0)


def _make_iterencode(markers, _default, _encoder, _indent, _floatstr,
                     _key_separator, _item_separator, _sort_keys, _skipkeys,
                     _one_shot):
    """A function (value, level) that yields the pieces of a value's text."""
    if _indent is not None and not isinstance(_indent, str):
        _indent = ' ' * _indent

    def enter(o):
        if markers is not None:
            key = id(o)
            if key in markers:
                raise ValueError('Circular reference detected')
            markers[key] = o

    def leave(o):
        if markers is not None:
            del markers[id(o)]

    def basic(o):
        """The text of a value that contains no others, or None."""
        if isinstance(o, str):
            return _encoder(o)
        if o is None:
            return 'null'
        if o is True:
            return 'true'
        if o is False:
            return 'false'
        if isinstance(o, int):
            return int.__repr__(o)
        if isinstance(o, float):
            return _floatstr(o)
        return None

    def key_text(key):
        """The text of a key; None to leave it out."""
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return _floatstr(key)
        if key is True:
            return 'true'
        if key is False:
            return 'false'
        if key is None:
            return 'null'
        if isinstance(key, int):
            return int.__repr__(key)
        if _skipkeys:
            return None
        raise TypeError('keys must be str, int, float, bool or None, '
                        f'not {key.__class__.__name__}')

    def layout(level):
        """What comes before the first item, between items, after the last: the last as pieces."""
        if _indent is None:
            return '', _item_separator, ()
        line = '\n' + _indent * level
        return line, _item_separator + line, ('\n' + _indent * (level - 1),)

    def array(values, level):
        if not values:
            yield '[]'
            return
        enter(values)
        before, between, after = layout(level + 1)
        lead = '[' + before
        for value in values:
            text = basic(value)
            if text is not None:
                yield lead + text
            else:
                yield lead
                yield from encode(value, level + 1)
            lead = between
        yield from after
        yield ']'
        leave(values)

    def mapping(dct, level):
        if not dct:
            yield '{}'
            return
        enter(dct)
        before, between, after = layout(level + 1)
        yield '{'
        lead = before
        items = sorted(dct.items()) if _sort_keys else dct.items()
        for key, value in items:
            key = key_text(key)
            if key is None:
                continue
            if lead:
                yield lead
            lead = between
            yield _encoder(key)
            yield _key_separator
            text = basic(value)
            if text is not None:
                yield text
            else:
                yield from encode(value, level + 1)
        yield from after
        yield '}'
        leave(dct)

    def encode(o, level):
        text = basic(o)
        if text is not None:
            yield text
        elif isinstance(o, (list, tuple)):
            yield from array(o, level)
        elif isinstance(o, dict):
            yield from mapping(o, level)
        else:
            enter(o)
            yield from encode(_default(o), level)
            leave(o)

    return encode
