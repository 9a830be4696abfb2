"""Bytes as text: hexadecimal and base 64, and a checksum."""

__all__ = ['a2b_base64', 'a2b_hex', 'b2a_base64', 'b2a_hex', 'crc32',
           'hexlify', 'unhexlify', 'Error', 'Incomplete']


class Error(ValueError):
    """The text is not what it should be."""


class Incomplete(Exception):
    """The text ends too early."""


_ALPHABET = (b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
             b'0123456789+/')
_VALUES = {c: i for i, c in enumerate(_ALPHABET)}


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


def hexlify(data, sep=None, bytes_per_sep=1):
    """Two hexadecimal digits for each byte, with sep between groups."""
    data = memoryview(data)
    if sep is None:
        return data.hex().encode()
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
    data = bytes(memoryview(data))
    missing = -len(data) % 3
    data += b'\0' * missing
    result = bytearray()
    for i in range(0, len(data), 3):
        word = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
        result += bytes((_ALPHABET[word >> 18], _ALPHABET[word >> 12 & 63],
                         _ALPHABET[word >> 6 & 63], _ALPHABET[word & 63]))
    if missing:
        result[-missing:] = b'=' * missing
    if newline:
        result += b'\n'
    return bytes(result)


def a2b_base64(data, /, *, strict_mode=False):
    """The bytes of a text in base 64; unless strict, what is no digit is skipped."""
    data = _ascii(data)
    if strict_mode and data.startswith(b'='):
        raise Error('Leading padding not allowed')
    result = bytearray()
    word = count = pads = 0
    for i, c in enumerate(data):
        if c == 61:  # =
            if count >= 2:
                pads += 1
                if count + pads >= 4:
                    if strict_mode and i + 1 < len(data):
                        raise Error('Excess data after padding')
                    break
            elif strict_mode:
                raise Error('Discontinuous padding not allowed'
                            if pads else 'Excess data after padding')
            continue
        value = _VALUES.get(c)
        if value is None:
            if strict_mode:
                raise Error('Only base64 data is allowed')
            continue
        if strict_mode and pads:
            raise Error('Discontinuous padding not allowed')
        pads = 0
        word = word << 6 | value
        count += 1
        if count == 4:
            result += word.to_bytes(3, 'big')
            word = count = 0
    if count == 0:
        return bytes(result)
    if count == 1:
        digits = len(result) // 3 * 4 + 1
        raise Error('Invalid base64-encoded string: number of data characters '
                    f'({digits}) cannot be 1 more than a multiple of 4')
    if count + pads < 4:
        raise Error('Incorrect padding')
    if count == 2:
        result.append(word >> 4)
    else:
        result += (word >> 2).to_bytes(2, 'big')
    return bytes(result)


_table = None


def crc32(data, value=0, /):
    """The checksum CRC-32 of data, going on from value."""
    global _table
    if _table is None:
        rows = []
        for i in range(256):
            for _ in range(8):
                i = i >> 1 ^ (0xedb88320 if i & 1 else 0)
            rows.append(i)
        _table = tuple(rows)
    table = _table
    crc = value & 0xffffffff ^ 0xffffffff
    for byte in bytes(memoryview(data)):
        crc = table[(crc ^ byte) & 0xff] ^ crc >> 8
    return crc ^ 0xffffffff
