"""Bytes as text: hexadecimal and base 64, and a checksum."""

from operator import index as _index
from _binascii import crc32 as _crc32
from _binascii import crc_hqx as _crc_hqx
from _binascii import decode_base64 as _decode_base64
from _binascii import encode_base64 as _encode_base64

__all__ = ['a2b_base64', 'a2b_hex', 'b2a_base64', 'b2a_hex', 'crc32',
           'crc_hqx', 'hexlify', 'unhexlify', 'Error', 'Incomplete']


class Error(ValueError):
    """The text is not what it should be."""


class Incomplete(Exception):
    """The text ends too early."""


def _ascii(data):
    """The bytes of a text argument, which may be an ASCII str."""
    if isinstance(data, str):
        try:
            return data.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII '
                             'characters') from None
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError('argument should be bytes, buffer or ASCII string, '
                        f'not {type(data).__name__!r}') from None


_no_separator = object()


def hexlify(data, sep=_no_separator, bytes_per_sep=1):
    """Two hexadecimal digits for each byte, with sep between groups."""
    try:
        data = memoryview(data)
    except TypeError:
        raise TypeError('a bytes-like object is required, not '
                        f'{type(data).__name__!r}') from None
    if sep is _no_separator:
        return data.hex().encode()
    len(sep)
    return data.hex(sep, bytes_per_sep).encode()


def unhexlify(hexstr, /):
    """The bytes of hexadecimal digits."""
    data = _ascii(hexstr)
    if len(data) % 2:
        raise Error('Odd-length string')
    try:
        if any(c in b' \t\n\r\v\f' for c in data):
            raise ValueError
        return bytes.fromhex(data.decode('ascii'))
    except ValueError:
        raise Error('Non-hexadecimal digit found') from None


b2a_hex = hexlify
a2b_hex = unhexlify


def b2a_base64(data, /, *, newline=True):
    """The bytes in base 64, with a line end."""
    return _encode_base64(data, bool(newline))


def a2b_base64(data, /, *, strict_mode=False):
    """The bytes of a text in base 64; unless strict, what is no digit is skipped."""
    result = _decode_base64(_ascii(data), bool(strict_mode))
    if isinstance(result, str):
        raise Error(result)
    return result


def crc32(data, value=0, /):
    """The checksum CRC-32 of data, going on from value."""
    return _crc32(data, _index(value) & 0xffffffff)


def crc_hqx(data, crc, /):
    """The checksum of BinHex 4 of data, going on from crc."""
    return _crc_hqx(data, _index(crc) & 0xffff)
