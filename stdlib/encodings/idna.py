"""Names of hosts in all scripts as ASCII: IDNA of 2003 (RFC 3490 and 3491).

What RFC 3454 says of characters is taken from the Unicode database; those that are newer than
Unicode 3.2, which it goes by, are treated as they are today.
"""

import re
import unicodedata

import codecs

ace_prefix = b"xn--"
sace_prefix = "xn--"
dots = re.compile("[\u002e\u3002\uff0e\uff61]")

_MAX_LABEL = 63

# What mapping takes away: characters that are not seen.
_NOTHING = dict.fromkeys([0xad, 0x34f, 0x1806, 0x180b, 0x180c, 0x180d, 0x200b, 0x200c, 0x200d,
                          0x2060, 0xfeff, *range(0xfe00, 0xfe10)])

# First and last of the characters that may not be in a name, besides those that are none.
_PROHIBITED = ((0x80, 0xa0), (0x340, 0x341), (0x6dd, 0x6dd), (0x70f, 0x70f), (0x1680, 0x1680),
               (0x180e, 0x180e), (0x2000, 0x200f), (0x2028, 0x202f), (0x205f, 0x2063),
               (0x206a, 0x206f), (0x2ff0, 0x2ffb), (0x3000, 0x3000), (0xd800, 0xf8ff),
               (0xfdd0, 0xfdef), (0xfeff, 0xfeff), (0xfff9, 0xffff), (0x1d173, 0x1d17a),
               (0xe0001, 0xe0001), (0xe0020, 0xe007f), (0xf0000, 0x10ffff))


def _is_prohibited(char):
    code = ord(char)
    return code & 0xfffe == 0xfffe or any(first <= code <= last for first, last in _PROHIBITED)


def _folded(char):
    """A character without case. Cherokee has had two cases since the RFC."""
    is_cherokee = "\u13a0" <= char <= "\u13f5" or "\uab70" <= char <= "\uabbf"
    return char.lower() if is_cherokee else char.casefold()


def _mapped(char):
    text = unicodedata.normalize("NFKC", _folded(char))
    return "".join([_folded(part) for part in text])


def nameprep(label):
    """The form of a label in which equal ones are the same; UnicodeError if it cannot be one."""
    label = "".join([_mapped(char) for char in label.translate(_NOTHING)])
    label = unicodedata.normalize("NFKC", label)
    for char in label:
        if _is_prohibited(char):
            raise UnicodeError(f"Invalid character {char!r}")
    kinds = [unicodedata.bidirectional(char) for char in label]
    to_left = [kind in ("R", "AL") for kind in kinds]
    if any(to_left):
        if "L" in kinds:
            raise UnicodeError("Violation of BIDI requirement 2")
        if not (to_left[0] and to_left[-1]):
            raise UnicodeError("Violation of BIDI requirement 3")
    return label


def _checked(label):
    if not 0 < len(label) <= _MAX_LABEL:
        raise UnicodeError("label empty or too long")
    return label


def ToASCII(label):
    """A label as ASCII bytes."""
    if not label.isascii():
        label = nameprep(label)
    if label.isascii():
        return _checked(label.encode())
    if label.startswith(sace_prefix):
        raise UnicodeError("Label starts with ACE prefix")
    return _checked(ace_prefix + label.encode("punycode"))


def ToUnicode(label):
    """A label as everybody reads it."""
    if len(label) > 1024:
        raise UnicodeError("label way too long")
    if isinstance(label, str):
        if not label.isascii():
            label = nameprep(label)
        try:
            label = label.encode("ascii")
        except UnicodeError:
            raise UnicodeError("Invalid character in IDN label") from None
    if not label.startswith(ace_prefix):
        return str(label, "ascii")
    result = label[len(ace_prefix):].decode("punycode")
    again = ToASCII(result)
    if str(label, "ascii").lower() != str(again, "ascii"):
        raise UnicodeError("IDNA does not round-trip", label, again)
    return result


def encode(input, errors="strict"):
    """A name as ASCII bytes."""
    if errors != "strict":
        raise UnicodeError("unsupported error handling " + errors)
    if not input:
        return b"", 0
    labels = input.split(".") if input.isascii() else dots.split(input)
    if input.isascii():
        for label in labels[:-1]:
            _checked(label)
        if len(labels[-1]) > _MAX_LABEL:
            raise UnicodeError("label too long")
        return input.encode(), len(input)
    end = b""
    if not labels[-1]:
        end = b"."
        labels.pop()
    return b".".join([ToASCII(label) for label in labels]) + end, len(input)


def decode(input, errors="strict"):
    """ASCII bytes as the name that everybody reads."""
    if errors != "strict":
        raise UnicodeError("Unsupported error handling " + errors)
    data = bytes(input)
    if ace_prefix not in data:
        return data.decode("ascii"), len(data)
    labels = data.split(b".")
    end = ""
    if not labels[-1]:
        end = "."
        labels.pop()
    return ".".join([ToUnicode(label) for label in labels]) + end, len(data)


class Codec(codecs.Codec):
    """The two functions as methods."""

    def encode(self, input, errors="strict"):
        return encode(input, errors)

    def decode(self, input, errors="strict"):
        return decode(input, errors)


def _upto_last_dot(labels, final):
    """The labels that are whole, and whether a dot follows them."""
    if not labels[-1]:
        return labels[:-1], True
    if not final:
        return labels[:-1], len(labels) > 1
    return labels, False


class IncrementalEncoder(codecs.BufferedIncrementalEncoder):
    """Encodes whole labels."""

    def _buffer_encode(self, input, errors, final):
        if errors != "strict":
            raise UnicodeError("unsupported error handling " + errors)
        if not input:
            return b"", 0
        labels, dot = _upto_last_dot(dots.split(input), final)
        size = sum(map(len, labels)) + max(len(labels) - 1, 0) + dot
        return b".".join([ToASCII(label) for label in labels]) + b"." * dot, size


class IncrementalDecoder(codecs.BufferedIncrementalDecoder):
    """Decodes whole labels."""

    def _buffer_decode(self, input, errors, final):
        if errors != "strict":
            raise UnicodeError("Unsupported error handling " + errors)
        if not input:
            return "", 0
        labels, dot = _upto_last_dot(bytes(input).split(b"."), final)
        size = sum(map(len, labels)) + max(len(labels) - 1, 0) + dot
        return ".".join([ToUnicode(label) for label in labels]) + "." * dot, size


class StreamWriter(Codec, codecs.StreamWriter):
    """Writes names."""


class StreamReader(Codec, codecs.StreamReader):
    """Reads names."""


def getregentry():
    """The codec as codecs.lookup() gives it."""
    return codecs.CodecInfo(encode, decode, StreamReader, StreamWriter, IncrementalEncoder,
                            IncrementalDecoder, "idna")
