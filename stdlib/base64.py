"""Bytes as text: bases 16, 32, 64 and 85."""

import binascii

__all__ = ['encode', 'decode', 'encodebytes', 'decodebytes', 'b64encode',
           'b64decode', 'b32encode', 'b32decode', 'b32hexencode',
           'b32hexdecode', 'b16encode', 'b16decode', 'b85encode', 'b85decode',
           'a85encode', 'a85decode', 'standard_b64encode',
           'standard_b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode']

MAXLINESIZE = 76
MAXBINSIZE = MAXLINESIZE // 4 * 3


def _bytes_from_decode_data(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII '
                             'characters')
    if isinstance(s, (bytes, bytearray)):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError('argument should be a bytes-like object or ASCII '
                        f'string, not {s.__class__.__name__!r}') from None


# --- Base 64 ---

def b64encode(s, altchars=None):
    """Bytes in base 64; altchars are used in place of + and /."""
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b'+/', altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    """The bytes of a text in base 64; with validate, nothing else may be in it."""
    s = _bytes_from_decode_data(s)
    if altchars is not None:
        altchars = _bytes_from_decode_data(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b'+/'))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    """Bytes in base 64."""
    return b64encode(s)


def standard_b64decode(s):
    """The bytes of a text in base 64."""
    return b64decode(s)


def urlsafe_b64encode(s):
    """Bytes in base 64 with - and _ in place of + and /."""
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    """The bytes of what urlsafe_b64encode made."""
    return b64decode(s, b'-_')


# --- Base 32 ---

_B32 = b'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
_B32_HEX = b'0123456789ABCDEFGHIJKLMNOPQRSTUV'


def _encode32(alphabet, s):
    if not isinstance(s, (bytes, bytearray)):
        s = memoryview(s).tobytes()
    missing = -len(s) % 5
    s = bytes(s) + b'\0' * missing
    result = bytearray()
    for i in range(0, len(s), 5):
        word = int.from_bytes(s[i:i + 5])
        result += bytes(alphabet[word >> shift & 31]
                        for shift in range(35, -1, -5))
    pads = {0: 0, 1: 1, 2: 3, 3: 4, 4: 6}[missing]
    if pads:
        result[-pads:] = b'=' * pads
    return bytes(result)


def _decode32(alphabet, s, casefold=False, map01=None):
    s = _bytes_from_decode_data(s)
    if len(s) % 8:
        raise binascii.Error('Incorrect padding')
    if map01 is not None:
        map01 = _bytes_from_decode_data(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b'01', b'O' + map01))
    if casefold:
        s = s.upper()
    digits = s.rstrip(b'=')
    pads = len(s) - len(digits)
    values = {c: i for i, c in enumerate(alphabet)}
    result = bytearray()
    word = 0
    for i in range(0, len(digits), 8):
        word = 0
        for c in digits[i:i + 8]:
            if c not in values:
                raise binascii.Error('Non-base32 digit found')
            word = word << 5 | values[c]
        result += (word << 5 * (8 - len(digits[i:i + 8]))).to_bytes(5)
    if pads not in (0, 1, 3, 4, 6):
        raise binascii.Error('Incorrect padding')
    if pads and result:
        del result[len(result) - (5 * pads + 7) // 8:]
    return bytes(result)


def b32encode(s):
    """Bytes in base 32."""
    return _encode32(_B32, s)


def b32decode(s, casefold=False, map01=None):
    """The bytes of a text in base 32; map01 says which letter 1 is, 0 being O."""
    return _decode32(_B32, s, casefold, map01)


def b32hexencode(s):
    """Bytes in base 32 with the digits that sort in order."""
    return _encode32(_B32_HEX, s)


def b32hexdecode(s, casefold=False):
    """The bytes of what b32hexencode made."""
    return _decode32(_B32_HEX, s, casefold)


# --- Base 16 ---

def b16encode(s):
    """Bytes as hexadecimal digits."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """The bytes of hexadecimal digits, in capitals unless casefold."""
    s = _bytes_from_decode_data(s)
    if casefold:
        s = s.upper()
    if s.translate(None, delete=b'0123456789ABCDEF'):
        raise binascii.Error('Non-base16 digit found')
    return binascii.unhexlify(s)


# --- Base 85 ---

_A85 = bytes(range(33, 118))
_B85 = (b'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
        b'!#$%&()*+-;<=>?@^_`{|}~')


def _digits85(alphabet, word):
    digits = bytearray(5)
    for i in range(4, -1, -1):
        word, digit = divmod(word, 85)
        digits[i] = alphabet[digit]
    return bytes(digits)


def _encode85(b, alphabet, pad=False, foldnuls=False, foldspaces=False):
    if not isinstance(b, (bytes, bytearray)):
        b = memoryview(b).tobytes()
    missing = -len(b) % 4
    b = bytes(b) + b'\0' * missing
    chunks = []
    for i in range(0, len(b), 4):
        word = int.from_bytes(b[i:i + 4])
        if foldnuls and not word:
            chunks.append(b'z')
        elif foldspaces and word == 0x20202020:
            chunks.append(b'y')
        else:
            chunks.append(_digits85(alphabet, word))
    if missing and not pad:
        if chunks[-1] == b'z':
            chunks[-1] = alphabet[:1] * 5
        chunks[-1] = chunks[-1][:-missing]
    return b''.join(chunks)


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Bytes in Ascii85: in lines of wrapcol, framed with <~ ~> if adobe."""
    result = _encode85(b, _A85, pad, True, foldspaces)
    if adobe:
        result = b'<~' + result
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [result[i:i + wrapcol]
                 for i in range(0, len(result), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b'')
        result = b'\n'.join(lines)
    return result + b'~>' if adobe else result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b' \t\n\r\v'):
    """The bytes of a text in Ascii85."""
    b = _bytes_from_decode_data(b)
    if adobe:
        if not b.endswith(b'~>'):
            raise ValueError('Ascii85 encoded byte sequences must end '
                             "with b'~>'")
        b = b[2:-2] if b.startswith(b'<~') else b[:-2]
    result = bytearray()
    group = []
    for c in bytes(b) + b'u' * 4:
        if 33 <= c <= 117:
            group.append(c)
            if len(group) == 5:
                word = 0
                for digit in group:
                    word = 85 * word + digit - 33
                try:
                    result += word.to_bytes(4)
                except OverflowError:
                    raise ValueError('Ascii85 overflow') from None
                group.clear()
        elif c == 122:  # z
            if group:
                raise ValueError('z inside Ascii85 5-tuple')
            result += b'\0\0\0\0'
        elif foldspaces and c == 121:  # y
            if group:
                raise ValueError('y inside Ascii85 5-tuple')
            result += b'    '
        elif c not in ignorechars:
            raise ValueError(f'Non-Ascii85 digit found: {chr(c)}')
    missing = 4 - len(group)
    return bytes(result[:-missing] if missing else result)


def b85encode(b, pad=False):
    """Bytes in base 85 as git writes it."""
    return _encode85(b, _B85, pad)


def b85decode(b):
    """The bytes of what b85encode made."""
    b = _bytes_from_decode_data(b)
    values = {c: i for i, c in enumerate(_B85)}
    missing = -len(b) % 5
    b = bytes(b) + b'~' * missing
    result = bytearray()
    for i in range(0, len(b), 5):
        word = 0
        for j, c in enumerate(b[i:i + 5]):
            if c not in values:
                raise ValueError('bad base85 character at position '
                                 f'{i + j}') from None
            word = word * 85 + values[c]
        try:
            result += word.to_bytes(4)
        except OverflowError:
            raise ValueError('base85 overflow in hunk starting at byte '
                             f'{i}') from None
    return bytes(result[:-missing] if missing else result)


# --- Files and lines ---

def encode(input, output):
    """Writes what a binary file holds in base 64 to another."""
    while chunk := input.read(MAXBINSIZE):
        while len(chunk) < MAXBINSIZE and (more := input.read(
                MAXBINSIZE - len(chunk))):
            chunk += more
        output.write(binascii.b2a_base64(chunk))


def decode(input, output):
    """Writes the bytes of a file in base 64 to another."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _check_bytes(s):
    try:
        view = memoryview(s)
    except TypeError as error:
        raise TypeError('expected bytes-like object, not '
                        f'{s.__class__.__name__}') from error
    if view.format not in ('c', 'b', 'B'):
        raise TypeError(f'expected single byte elements, not {view.format!r} '
                        f'from {s.__class__.__name__}')
    if view.ndim != 1:
        raise TypeError(f'expected 1-D data, not {view.ndim}-D data from '
                        f'{s.__class__.__name__}')


def encodebytes(s):
    """Bytes in base 64, in lines of 76 characters."""
    _check_bytes(s)
    return b''.join(binascii.b2a_base64(s[i:i + MAXBINSIZE])
                    for i in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    """The bytes of lines in base 64."""
    _check_bytes(s)
    return binascii.a2b_base64(s)


def _show_example():
    plain = b'Aladdin:open sesame'
    print(plain)
    print(encodebytes(plain))
    print(decodebytes(encodebytes(plain)))


def main():
    """The command: encodes or decodes a file, or standard input."""
    import getopt
    import sys
    usage = f"""usage: {sys.argv[0]} [-h|-d|-e|-u|-t] [file|-]
        -h: print this help message and exit
        -d, -u: decode
        -e: encode (default)
        -t: encode and decode string 'Aladdin:open sesame'"""
    try:
        options, files = getopt.getopt(sys.argv[1:], 'hdeut')
    except getopt.error as error:
        sys.stdout = sys.stderr
        print(error)
        print(usage)
        sys.exit(2)
    run = encode
    for option, _ in options:
        if option == '-h':
            print(usage)
            return
        if option == '-t':
            _show_example()
            return
        run = encode if option == '-e' else decode
    if files and files[0] != '-':
        with open(files[0], 'rb') as file:
            run(file, sys.stdout.buffer)
    else:
        run(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == '__main__':
    main()
