"""Codecs that are used seldom: UTF-7, Punycode, those by a table, and escapes between bytes.

The functions are attributes of codecs, which gets them from here when they are asked for.
"""

from _operator import index
from codecs import latin_1_decode, lookup_error


_str = str  # some functions have a parameter of that name


def _bytes(data):
    """What a bytes-like object holds; TypeError for another."""
    return data if isinstance(data, bytes) else latin_1_decode(data)[0].encode("latin-1")


# --- Errors ---


def _check_errors(function, errors):
    """Complains of what cannot be the name of an error handler."""
    if errors is None:
        return
    if not isinstance(errors, _str):
        raise TypeError(f"{function}() argument 2 must be str or None, not {type(errors).__name__}")
    if "\0" in errors:
        raise ValueError("embedded null character")
    errors.encode()  # a lone surrogate is an error


def _handled(error, errors, size):
    """What the error handler puts in the place of the error, and where to go on."""
    text, position = lookup_error(errors or "strict")(error)
    if position < 0:
        position += size
    if not 0 <= position <= size:
        raise IndexError(f"position {position} from error handler out of bounds")
    return text, position


def _decode_error(name, data, start, end, reason, errors):
    error = UnicodeDecodeError(name, data, start, end, reason)
    text, position = _handled(error, errors, len(data))
    if not isinstance(text, str):
        raise TypeError("decoding error handler must return (str, int) tuple")
    return text, position


# --- By a table ---

_UNDEFINED = "character maps to <undefined>"


def charmap_build(map):
    """The mapping for charmap_encode that is the inverse of a string for charmap_decode."""
    if not isinstance(map, str):
        raise TypeError("charmap_build() argument must be str, not "
                        + ("None" if map is None else type(map).__name__))
    if not map:
        raise TypeError("bad argument type for built-in operation")
    return {ord(char): byte for byte, char in enumerate(map[:256]) if char != "\ufffe"}


def charmap_decode(data, errors=None, mapping=None, /):
    """Bytes as text. mapping: a string, or something with numbers or text for the bytes."""
    data = _bytes(data)
    _check_errors("charmap_decode", errors)
    if mapping is None:
        return data.decode("latin-1"), len(data)
    pieces, position = [], 0
    while position < len(data):
        text = _char_of(mapping, data[position])
        if text is None:
            text, position = _decode_error("charmap", data, position, position + 1, _UNDEFINED,
                                           errors)
        else:
            position += 1
        pieces.append(text)
    return "".join(pieces), len(data)


def _char_of(mapping, byte):
    """What a byte stands for; None when that is nothing."""
    try:
        found = mapping[byte]
    except LookupError:
        return None
    if isinstance(found, int):
        if not 0 <= found < 0x110000:
            raise TypeError("character mapping must be in range(0x110000)")
        found = chr(found)
    elif found is not None and not isinstance(found, str):
        raise TypeError("character mapping must return integer, None or str")
    return None if found == "\ufffe" else found


def charmap_encode(str, errors=None, mapping=None, /):
    """Text as bytes. mapping: has numbers or bytes for the characters' numbers."""
    if not isinstance(str, _str):
        raise TypeError("charmap_encode() argument 1 must be str, not "
                        + ("None" if str is None else type(str).__name__))
    _check_errors("charmap_encode", errors)
    if mapping is None:
        return str.encode("latin-1", errors or "strict"), len(str)
    result, position = bytearray(), 0
    while position < len(str):
        found = _bytes_of(mapping, str[position])
        if found is not None:
            result += found
            position += 1
            continue
        end = position + 1
        while end < len(str) and _bytes_of(mapping, str[end]) is None:
            end += 1
        error = UnicodeEncodeError("charmap", str, position, end, _UNDEFINED)
        replacement, position = _handled(error, errors, len(str))
        result += _encoded(replacement, mapping, error)
    return bytes(result), len(str)


def _encoded(replacement, mapping, error):
    """What an error handler gave, as bytes; the error if that cannot be."""
    if isinstance(replacement, bytes):
        return replacement
    pieces = [_bytes_of(mapping, char) for char in replacement]
    if None in pieces:
        raise error
    return b"".join(pieces)


def _bytes_of(mapping, char):
    """The bytes for a character; None when there are none."""
    try:
        found = mapping[ord(char)]
    except LookupError:
        return None
    if isinstance(found, int):
        if not 0 <= found < 256:
            raise TypeError("character mapping must be in range(256)")
        return bytes([found])
    if found is not None and not isinstance(found, bytes):
        raise TypeError("character mapping must return integer, bytes or None, not "
                        + type(found).__name__)
    return found


# --- Escapes ---

_ESCAPES = {"\n": b"", "\\": b"\\", "'": b"'", '"': b'"', "b": b"\b", "f": b"\f", "t": b"\t",
            "n": b"\n", "r": b"\r", "v": b"\v", "a": b"\a"}


def escape_encode(data, errors=None, /):
    """Bytes as a literal shows them."""
    if not isinstance(data, bytes):
        raise TypeError("escape_encode() argument 1 must be bytes, not "
                        + ("None" if data is None else type(data).__name__))
    _check_errors("escape_encode", errors)
    # The double quote in front makes repr choose the single ones.
    return repr(b'"' + data)[3:-1].encode("latin-1"), len(data)


def escape_decode(data, errors=None, /):
    """The bytes that a literal's inside means."""
    source = data.encode() if isinstance(data, str) else _bytes(data)
    _check_errors("escape_decode", errors)
    text, result, position = source.decode("latin-1"), [], 0
    doubts = []
    while position < len(text):
        slash = text.find("\\", position)
        if slash < 0:
            slash = len(text)
        result.append(source[position:slash])
        if slash == len(text):
            break
        piece, position = _escape(text, slash, errors or "strict", doubts)
        result.append(piece)
    if doubts:
        import warnings
        warnings.warn(f"invalid {doubts[0]}", DeprecationWarning, stacklevel=2)
    return b"".join(result), len(source)


def _escape(text, slash, errors, doubts):
    """The bytes of the escape that starts there, and where it ends. doubts: what is to be said."""
    kind = text[slash + 1:slash + 2]
    if not kind:
        raise ValueError("Trailing \\ in string")
    if kind in _ESCAPES:
        return _ESCAPES[kind], slash + 2
    if kind in "01234567":
        end = slash + 2
        while end < slash + 4 and text[end:end + 1] and text[end] in "01234567":
            end += 1
        number = int(text[slash + 1:end], 8)
        if number > 255:
            doubts.append(f"octal escape sequence '\\{text[slash + 1:end]}'")
        return bytes([number & 255]), end
    if kind == "x":
        return _hex_escape(text, slash, errors)
    doubts.append(f"escape sequence '\\{kind}'")
    return b"\\" + kind.encode("latin-1"), slash + 2


def _hex_escape(text, slash, errors):
    digits = text[slash + 2:slash + 4]
    good = [char in "0123456789abcdefABCDEF" for char in digits]
    if good == [True, True]:
        return bytes([int(digits, 16)]), slash + 4
    if errors == "strict":
        raise ValueError(f"invalid \\x escape at position {slash}")
    if errors not in ("replace", "ignore"):
        raise ValueError(f"decoding error; unknown error handling code: {errors}")
    return b"?" if errors == "replace" else b"", slash + 2 + good[:1].count(True)


# --- UTF-7 ---

_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
# What is written as it is: everything in ASCII but these.
_DIRECT = frozenset(map(chr, range(32, 127))) - frozenset("+\\~") | frozenset("\t\n\r")


def utf_7_encode(str, errors=None, /):
    """Text as UTF-7."""
    if not isinstance(str, _str):
        raise TypeError("utf_7_encode() argument 1 must be str, not "
                        + ("None" if str is None else type(str).__name__))
    _check_errors("utf_7_encode", errors)
    result, position = bytearray(), 0
    while position < len(str):
        char = str[position]
        if char in _DIRECT:
            result.append(ord(char))
            position += 1
        elif char == "+":
            result += b"+-"
            position += 1
        else:
            end = position
            while end < len(str) and str[end] not in _DIRECT:
                end += 1
            result += _shifted(str[position:end])
            if end == len(str) or str[end] == "-" or ord(str[end]) in _VALUES:
                result += b"-"
            position = end
    return bytes(result), len(str)


def _shifted(text):
    """+ and the text in base 64 without padding."""
    from binascii import b2a_base64
    data = text.encode("utf-16-be", "surrogatepass")
    return b"+" + b2a_base64(data, newline=False).rstrip(b"=")


class _Utf7:
    """A decoder at work: what is read, and the text so far."""

    def __init__(self, data, errors):
        self.data = data
        self.errors = errors
        self.pieces = []
        self.position = 0

    def fail(self, start, end, reason):
        """Let the error handler say how to go on."""
        text, self.position = _decode_error("utf7", self.data, start, end, reason, self.errors)
        self.pieces.append(text)

    def run(self, final):
        """Decode as much as there is: how many bytes."""
        data = self.data
        # Where base 64 that nothing ends begins: it will be read when its end is there.
        self.open = len(data) + 1 if final else len(data.rstrip(_DIGITS))
        while self.position < len(data):
            start = self.position
            byte = data[start]
            if byte == 0x2b:
                if not self.shift(start, final):
                    return start
            elif byte < 128:
                self.pieces.append(chr(byte))
                self.position += 1
            else:
                self.fail(start, start + 1, "unexpected special character")
        return self.position

    def shift(self, start, final):
        """Decode what a + begins; False: its end has not come yet."""
        data = self.data
        after = data[start + 1:start + 2]
        if after == b"-":
            self.pieces.append("+")
            self.position = start + 2
            return True
        if after and after[0] not in _VALUES:
            self.fail(start, start + 2, "ill-formed sequence")
            return True
        if not final and start + 1 >= self.open:
            return False
        end = start + 1
        number = bits = 0
        units = []
        while end < len(data) and data[end] in _VALUES:
            number, bits = number << 6 | _VALUES[data[end]], bits + 6
            if bits >= 16:
                bits -= 16
                units.append(number >> bits)
                number &= (1 << bits) - 1
            end += 1
        self.finish(start, end, units, number, bits)
        return True

    def finish(self, start, end, units, number, bits):
        """The end of what is in base 64: its text, and whether something is left over."""
        data = self.data
        lone = bool(units) and 0xd800 <= units[-1] < 0xdc00
        at_end = end == len(data)
        # A first half of a pair that nothing follows is no character, but is one before another.
        shown = units[:-1] if lone and (at_end or bits >= 6 or (bits and number)
                                        or data[end] >= 128 or data[end] == 0x2b) else units
        raw = b"".join([unit.to_bytes(2, "big") for unit in shown])
        self.pieces.append(raw.decode("utf-16-be", "surrogatepass"))
        if at_end:
            if lone or bits >= 6 or (bits and number):
                self.fail(start, end, "unterminated shift sequence")
            else:
                self.position = end
        elif bits >= 6:
            self.fail(start, end + 1, "partial character in shift sequence")
        elif bits and number:
            self.fail(start, end + 1, "non-zero padding bits in shift sequence")
        else:
            self.position = end + (data[end] == 0x2d)


def utf_7_decode(data, errors=None, final=False, /):
    """UTF-7 as text."""
    data = _bytes(data)
    _check_errors("utf_7_decode", errors)
    decoder = _Utf7(data, errors)
    used = decoder.run(index(final))
    return "".join(decoder.pieces), used


# --- Punycode (RFC 3492) ---

_BASE, _T_MIN, _T_MAX, _SKEW, _DAMP = 36, 1, 26, 38, 700
_PUNY_DIGITS = b"abcdefghijklmnopqrstuvwxyz0123456789"


def _adapted(delta, first, count):
    """The bias after a number, of `count` characters."""
    delta = delta // (_DAMP if first else 2)
    delta += delta // count
    steps = 0
    while delta > (_BASE - _T_MIN) * _T_MAX // 2:
        delta //= _BASE - _T_MIN
        steps += _BASE
    return steps + (_BASE - _T_MIN + 1) * delta // (delta + _SKEW)


def _threshold(place, bias):
    return min(max(place - bias, _T_MIN), _T_MAX)


def punycode_encode(text):
    """Text as Punycode."""
    plain = [ord(char) for char in text if ord(char) < 128]
    result = bytearray(plain)
    if plain:
        result += b"-"
    done, bias, delta, last = len(plain), 72, 0, 128
    for char in sorted({ord(char) for char in text if ord(char) >= 128}):
        delta += (char - last) * (done + 1)
        for other in map(ord, text):
            delta += other < char
            if other == char:
                result += _number(delta, bias)
                bias = _adapted(delta, done == len(plain), done + 1)
                delta, done = 0, done + 1
        delta, last = delta + 1, char + 1
    return bytes(result)


def _number(value, bias):
    """A number in digits of growing weight, the last of which is known by its size."""
    digits, place = bytearray(), _BASE
    while value >= (limit := _threshold(place, bias)):
        value, digit = divmod(value - limit, _BASE - limit)
        digits.append(_PUNY_DIGITS[limit + digit])
        place += _BASE
    digits.append(_PUNY_DIGITS[value])
    return digits


def punycode_decode(data, errors="strict"):
    """Punycode as text."""
    if errors not in ("strict", "replace", "ignore"):
        raise UnicodeError("Unsupported error handling " + errors)
    data = data.encode("ascii") if isinstance(data, str) else bytes(data)
    plain, _, extended = data.rpartition(b"-")
    result = list(str(plain, "ascii", errors))
    extended = str(extended, "ascii").upper()
    position, char, place, bias = 0, 128, -1, 72
    while position < len(extended):
        start = position
        delta, position = _delta(extended, position, bias, errors)
        if delta is None:
            break  # told by the handler to be content
        place += delta + 1
        char += place // (len(result) + 1)
        if char > 0x10ffff:
            if errors == "strict":
                raise UnicodeError(f"Invalid character U+{char:x}")
            char = ord("?")
        place %= len(result) + 1
        result.insert(place, chr(char))
        bias = _adapted(delta, start == 0, len(result))
    return "".join(result)


def _delta(text, position, bias, errors):
    """The number that starts there, and where it ends; None for one that has no end."""
    value, weight, place = 0, 1, _BASE
    while True:
        if position == len(text):
            if errors == "strict":
                raise UnicodeError("incomplete punicode string")
            return None, position + 1
        char = text[position]
        position += 1
        digit = _PUNY_DIGITS.find(char.lower().encode())
        if digit < 0:
            if errors == "strict":
                raise UnicodeError(f"Invalid extended code point '{char}'")
            return None, position
        limit = _threshold(place, bias)
        value += digit * weight
        if digit < limit:
            return value, position
        weight *= _BASE - limit
        place += _BASE


# --- As search functions find them ---

def _punycode():
    def encode(input, errors="strict"):
        return punycode_encode(input), len(input)

    def decode(input, errors="strict"):
        return punycode_decode(input, errors), len(input)

    return "punycode", encode, decode, True


def _undefined():
    def refuse(input, errors="strict"):
        raise UnicodeError("undefined encoding")

    return "undefined", refuse, refuse, True


# For each: its name, how to encode and to decode, and whether the decoder takes no `final`.
MAKERS = {
    "utf_7": lambda: ("utf-7", utf_7_encode, utf_7_decode, False),
    "charmap": lambda: ("charmap", charmap_encode, charmap_decode, True),
    "punycode": _punycode, "undefined": _undefined,
}
for _alias in ("u7", "utf7", "unicode_1_1_utf_7"):
    MAKERS[_alias] = MAKERS["utf_7"]
