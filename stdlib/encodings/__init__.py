"""The names of encodings.

The encodings themselves are built in; programs add others with
codecs.register.
"""

from encodings import aliases


class CodecRegistryError(LookupError, SystemError):
    """A module of a codec is not what it should be."""


def normalize_encoding(encoding):
    """The name with runs of other characters than letters, digits and dots as _."""
    if isinstance(encoding, bytes):
        encoding = str(encoding, 'ascii')
    parts = []
    gap = False
    for c in encoding:
        if c.isalnum() or c == '.':
            if gap and parts:
                parts.append('_')
            if c.isascii():
                parts.append(c)
            gap = False
        else:
            gap = True
    return ''.join(parts)


def search_function(encoding):
    """The codec of an encoding, or None."""
    import codecs
    try:
        return codecs.lookup(encoding)
    except LookupError:
        return None
