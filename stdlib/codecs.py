"""Codecs by name, and files that encode and decode on the way."""

import _codecs
import builtins
from _codecs import (decode, encode, lookup, lookup_error, register, register_error, unregister,
                     ascii_decode, ascii_encode, latin_1_decode, latin_1_encode,
                     raw_unicode_escape_decode, raw_unicode_escape_encode, readbuffer_encode,
                     unicode_escape_decode, unicode_escape_encode, utf_8_decode, utf_8_encode,
                     utf_16_be_decode, utf_16_be_encode, utf_16_decode, utf_16_encode,
                     utf_16_ex_decode, utf_16_le_decode, utf_16_le_encode, utf_32_be_decode,
                     utf_32_be_encode, utf_32_decode, utf_32_encode, utf_32_ex_decode,
                     utf_32_le_decode, utf_32_le_encode)

__all__ = ["register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE",
           "BOM32_LE", "BOM64_BE", "BOM64_LE", "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE",
           "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo", "Codec",
           "IncrementalEncoder", "IncrementalDecoder", "StreamReader", "StreamWriter",
           "StreamReaderWriter", "StreamRecoder", "getencoder", "getdecoder",
           "getincrementalencoder", "getincrementaldecoder", "getreader", "getwriter", "encode",
           "decode", "iterencode", "iterdecode", "strict_errors", "ignore_errors",
           "replace_errors", "xmlcharrefreplace_errors", "backslashreplace_errors",
           "namereplace_errors", "register_error", "lookup_error", "unregister"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32_LE = b"\xff\xfe\x00\x00"
BOM_UTF32_BE = b"\x00\x00\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE
BOM32_LE, BOM32_BE = BOM_UTF16_LE, BOM_UTF16_BE
BOM64_LE, BOM64_BE = BOM_UTF32_LE, BOM_UTF32_BE


class CodecInfo(tuple):
    """What lookup() gives: the four functions as a tuple, and more as attributes."""

    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None,
                incrementalencoder=None, incrementaldecoder=None, name=None, *,
                _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode = encode
        self.decode = decode
        self.incrementalencoder = incrementalencoder
        self.incrementaldecoder = incrementaldecoder
        self.streamwriter = streamwriter
        self.streamreader = streamreader
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        return "<%s.%s object for encoding %s at %#x>" % (
            self.__class__.__module__, self.__class__.__qualname__, self.name, id(self))


class Codec:
    """The base of stateless codecs: encode and decode return (result, length read)."""

    def encode(self, input, errors="strict"):
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        raise NotImplementedError


class IncrementalEncoder:
    """Encodes text that comes in pieces."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class BufferedIncrementalEncoder(IncrementalEncoder):
    """An incremental encoder that keeps what it could not encode yet."""

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.buffer = ""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_encode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        super().reset()
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class IncrementalDecoder:
    """Decodes bytes that come in pieces."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return (b"", 0)

    def setstate(self, state):
        pass


class BufferedIncrementalDecoder(IncrementalDecoder):
    """An incremental decoder that keeps the unfinished end of its input."""

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_decode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        super().reset()
        self.buffer = b""

    def getstate(self):
        return (self.buffer, 0)

    def setstate(self, state):
        self.buffer = state[0]


class StreamWriter(Codec):
    """Writes text to a binary stream."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write("".join(list))

    def reset(self):
        pass

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, protocol):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamReader(Codec):
    """Reads text from a binary stream."""

    charbuffertype = str

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors
        self.bytebuffer = b""
        self.charbuffer = self.charbuffertype()
        self.linebuffer = None  # lines that were read and not given out yet

    def _decode_more(self, newdata, firstline):
        """Decode what is there; with firstline an error behind the first line can wait."""
        data = self.bytebuffer + newdata
        try:
            text, used = self.decode(data, self.errors)
        except UnicodeDecodeError as error:
            if not firstline:
                raise
            text, used = self.decode(data[:error.start], self.errors)
            if len(text.splitlines(keepends=True)) <= 1:
                raise
        self.bytebuffer = data[used:]
        self.charbuffer += text

    def _unread_lines(self):
        if self.linebuffer:
            self.charbuffer = self.charbuffertype().join(self.linebuffer)
        self.linebuffer = None

    def read(self, size=-1, chars=-1, firstline=False):
        """At most `chars` characters, by reads of about `size` bytes; one for both will do."""
        self._unread_lines()
        if chars < 0:
            chars = size
        while chars < 0 or len(self.charbuffer) < chars:
            newdata = self.stream.read() if size < 0 else self.stream.read(size)
            if not newdata and not self.bytebuffer:
                break
            self._decode_more(newdata, firstline)
            if not newdata:
                break
        if chars < 0:
            result, self.charbuffer = self.charbuffer, self.charbuffertype()
        else:
            result, self.charbuffer = self.charbuffer[:chars], self.charbuffer[chars:]
        return result

    def _next_buffered(self):
        line = self.linebuffer.pop(0)
        if len(self.linebuffer) == 1:  # the last one may go on
            self.charbuffer = self.linebuffer.pop()
            self.linebuffer = None
        return line

    def _keep_lines(self, lines):
        lines[-1] += self.charbuffer
        if len(lines) == 1:
            self.charbuffer = lines[0]
        else:
            self.linebuffer = lines
            self.charbuffer = self.charbuffertype()

    def _read_line(self, size):
        line, step = self.charbuffertype(), size or 72
        while True:
            data = self.read(step, firstline=True)
            if data and data[-1:] in ("\r", b"\r"):
                data += self.read(size=1, chars=1)  # its "\n" may follow
            line += data
            lines = line.splitlines(True)
            if len(lines) > 1:
                self._keep_lines(lines[1:])
                return lines[0]
            if lines and lines[0] != lines[0].splitlines(False)[0]:
                return line
            if not data or size is not None:
                return line
            step = min(step * 2, 8000)

    def readline(self, size=None, keepends=True):
        line = self._next_buffered() if self.linebuffer else self._read_line(size)
        return line if keepends or not line else line.splitlines(False)[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self.bytebuffer = b""
        self.charbuffer = self.charbuffertype()
        self.linebuffer = None

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, protocol):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamReaderWriter:
    """A reader and a writer on one stream."""

    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None):
        return self.reader.readline(size)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, protocol):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamRecoder:
    """A stream that looks as if it were in another encoding."""

    data_encoding = "unknown"
    file_encoding = "unknown"

    def __init__(self, stream, encode, decode, Reader, Writer, errors="strict"):
        self.stream = stream
        self.encode = encode
        self.decode = decode
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.encode(self.reader.read(size), self.errors)[0]

    def readline(self, size=None):
        return self.encode(self.reader.readline(size), self.errors)[0]

    def readlines(self, sizehint=None):
        return self.encode(self.reader.read(), self.errors)[0].splitlines(keepends=True)

    def __next__(self):
        return self.encode(next(self.reader), self.errors)[0]

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b"".join(list))

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.reader.seek(offset, whence)
        self.writer.seek(offset, whence)

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, protocol):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """Open a file that encodes and decodes with a codec."""
    if encoding is not None and "b" not in mode:
        mode = mode + "b"
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        stream = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        stream.encoding = encoding
        return stream
    except BaseException:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors="strict"):
    """Wrap a file so that it takes and gives bytes of another encoding."""
    if file_encoding is None:
        file_encoding = data_encoding
    data_info, file_info = lookup(data_encoding), lookup(file_encoding)
    stream = StreamRecoder(file, data_info.encode, data_info.decode, file_info.streamreader,
                           file_info.streamwriter, errors)
    stream.data_encoding = data_encoding
    stream.file_encoding = file_encoding
    return stream


def getencoder(encoding):
    """The encoder function of a codec."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """The decoder function of a codec."""
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    """The incremental encoder class of a codec."""
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    """The incremental decoder class of a codec."""
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def getreader(encoding):
    """The stream reader class of a codec."""
    return lookup(encoding).streamreader


def getwriter(encoding):
    """The stream writer class of a codec."""
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors="strict", **kwargs):
    """Encode the strings of an iterator one after another."""
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for text in iterator:
        output = encoder.encode(text)
        if output:
            yield output
    output = encoder.encode("", True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    """Decode the bytes of an iterator one after another."""
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for data in iterator:
        output = decoder.decode(data)
        if output:
            yield output
    output = decoder.decode(b"", True)
    if output:
        yield output


def make_identity_dict(rng):
    """A dict that maps each item of rng to itself."""
    return {i: i for i in rng}


def make_encoding_map(decoding_map):
    """The inverse of a decoding map; targets that occur twice map to None."""
    result = {}
    for code, char in decoding_map.items():
        result[char] = None if char in result else code
    return result


strict_errors = lookup_error("strict")
ignore_errors = lookup_error("ignore")
replace_errors = lookup_error("replace")
xmlcharrefreplace_errors = lookup_error("xmlcharrefreplace")
backslashreplace_errors = lookup_error("backslashreplace")
namereplace_errors = lookup_error("namereplace")


# --- The built-in codecs as CodecInfo ---

def _utf_8_sig_encode(input, errors="strict"):
    return BOM_UTF8 + utf_8_encode(input, errors)[0], len(input)


def _utf_8_sig_decode(input, errors="strict"):
    prefix = 0
    if input[:3] == BOM_UTF8:
        input, prefix = input[3:], 3
    text, used = utf_8_decode(input, errors, True)
    return text, used + prefix


class _MarkedDecoder(BufferedIncrementalDecoder):
    """UTF-16 and UTF-32 whose byte order the first bytes tell."""

    _ex_decode = None
    _unit = 2

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self._order = 0

    def _buffer_decode(self, input, errors, final):
        text, used, self._order = self._ex_decode(input, errors, self._order, final)
        # A piece too short for a mark has been ignored or replaced: the mark may still come.
        if used >= self._unit and not self._order:
            raise UnicodeError("%s stream does not start with BOM" % self._name)
        return text, used

    def reset(self):
        super().reset()
        self._order = 0

    def getstate(self):
        # 0 and 1 as CPython has them: 0 for the machine's own order, 2 for none yet
        return (self.buffer, 2 if not self._order else int(self._order > 0))

    def setstate(self, state):
        super().setstate(state)
        self._order = {0: -1, 1: 1}.get(state[1], 0)


class _MarkedEncoder(IncrementalEncoder):
    """UTF-8, UTF-16 and UTF-32 that start with a mark."""

    _first = _next = None

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self._started = False

    def encode(self, input, final=False):
        encode = self._next if self._started else self._first
        self._started = True
        return encode(input, self.errors)[0]

    def reset(self):
        self._started = False

    def getstate(self):
        return 0 if self._started else 2

    def setstate(self, state):
        self._started = not state


class _SigEncoder(_MarkedEncoder):
    def getstate(self):
        return 0 if self._started else 1


class _SigDecoder(BufferedIncrementalDecoder):
    def __init__(self, errors="strict"):
        super().__init__(errors)
        self._first = 1

    def _buffer_decode(self, input, errors, final):
        if not self._first:
            return utf_8_decode(input, errors, final)
        if len(input) < 3 and BOM_UTF8.startswith(input):
            return "", 0
        self._first = 0
        prefix = 3 if input[:3] == BOM_UTF8 else 0
        text, used = utf_8_decode(input[prefix:], errors, final)
        return text, used + prefix

    def reset(self):
        super().reset()
        self._first = 1

    def getstate(self):
        return self.buffer, self._first

    def setstate(self, state):
        super().setstate(state)
        self._first = state[1]


class _MarkedReader(StreamReader):
    """UTF-16 and UTF-32: the byte order is remembered."""

    _ex_decode = None
    _order = 0

    def decode(self, input, errors="strict"):
        text, used, self._order = self._ex_decode(input, errors, self._order, False)
        if used and not self._order:
            raise UnicodeError("%s stream does not start with BOM" % self._name)
        return text, used

    def reset(self):
        super().reset()
        self._order = 0


class _MarkedWriter(StreamWriter):
    """Writes the mark once."""

    _first = _next = None
    _started = False

    def encode(self, input, errors="strict"):
        encode = self._next if self._started else self._first
        self._started = True
        return encode(input, errors)

    def reset(self):
        super().reset()
        self._started = False


class _SigReader(StreamReader):
    """UTF-8 that may start with a mark."""

    _started = False

    def decode(self, input, errors="strict"):
        if self._started:
            return utf_8_decode(input, errors, False)
        if len(input) < 3 and BOM_UTF8.startswith(input):
            return "", 0
        self._started = True
        prefix = 3 if input[:3] == BOM_UTF8 else 0
        text, used = utf_8_decode(input[prefix:], errors, False)
        return text, used + prefix

    def reset(self):
        super().reset()
        self._started = False


def _make_info(name, encode, decode, whole=True, is_text=None, encoder=None, decoder=None,
               reader=None, writer=None):
    """Build a CodecInfo. whole: the decoder takes no `final`."""

    def decode_all(input, errors="strict"):
        return decode(input, errors) if whole else decode(input, errors, True)

    class Encoder(IncrementalEncoder):
        def encode(self, input, final=False):
            return encode(input, self.errors)[0]

    class Decoder(BufferedIncrementalDecoder):
        def _buffer_decode(self, input, errors, final):
            return decode(input, errors) if whole else decode(input, errors, final)

    class Writer(StreamWriter):
        def encode(self, input, errors="strict"):
            return encode(input, errors)

    class Reader(StreamReader):
        def decode(self, input, errors="strict"):
            return decode(input, errors) if whole else decode(input, errors, False)

    if is_text is False:
        Reader.charbuffertype = type(encode("" if name == "rot13" else b"")[0])
    Reader.__name__, Writer.__name__ = "StreamReader", "StreamWriter"
    return CodecInfo(encode, decode_all, reader or Reader, writer or Writer, encoder or Encoder,
                     decoder or Decoder, name, _is_text_encoding=is_text)


def _subclass(base, **functions):
    return type(base.__name__, (base,), {k: staticmethod(v) for k, v in functions.items()})


def _table(name):
    """An encoding of one byte a character."""

    def encode(input, errors="strict"):
        return _codecs._builtin_encode(name, input, errors)

    def decode(input, errors="strict"):
        return _codecs._builtin_decode(name, input, errors)

    return _make_info(name.replace("_", "-"), encode, decode)


def _built_in(name):
    plain = name.replace("_", "-")
    if name == "utf_8_sig":
        marks = {"_first": _utf_8_sig_encode, "_next": utf_8_encode}
        return _make_info(plain, _utf_8_sig_encode, _utf_8_sig_decode, True, None,
                          _subclass(_SigEncoder, **marks), _SigDecoder, _SigReader,
                          _subclass(_MarkedWriter, **marks))
    if not hasattr(_codecs, name + "_encode"):
        return _table(name)
    encode, decode = getattr(_codecs, name + "_encode"), getattr(_codecs, name + "_decode")
    if name in ("utf_16", "utf_32"):
        marks = {"_first": encode, "_next": getattr(_codecs, name + "_le_encode")}
        ex_decode = getattr(_codecs, name + "_ex_decode")
        reader = _subclass(_MarkedReader, _ex_decode=ex_decode)
        decoder = _subclass(_MarkedDecoder, _ex_decode=ex_decode)
        reader._name = decoder._name = plain.upper()
        decoder._unit = int(name[4:]) // 8
        return _make_info(plain, encode, decode, False, None, _subclass(_MarkedEncoder, **marks),
                          decoder, reader, _subclass(_MarkedWriter, **marks))
    if name == "latin_1":
        return _make_info("iso8859-1", encode, decode)
    return _make_info(plain, encode, decode, name == "ascii")


# Each letter is thirteen places from where it goes.
_ROTATED = {first + i: first + (i + 13) % 26 for first in (65, 97) for i in range(26)}


def _other(name):
    """hex, base64 and rot13: between bytes, or between strings."""
    names = {"hex": "hex", "hex_codec": "hex", "base64": "base64", "base64_codec": "base64",
             "base_64": "base64", "rot13": "rot13", "rot_13": "rot13"}
    if name not in names:
        return None

    kind = names[name]
    if kind == "hex":
        from binascii import b2a_hex as to_other, a2b_hex as from_other
    elif kind == "base64":
        from base64 import encodebytes as to_other
        from binascii import a2b_base64 as from_other
    else:
        def to_other(text):
            return str.translate(text, _ROTATED)
        from_other = to_other

    def encode(input, errors="strict"):
        return to_other(input), len(input)

    def decode(input, errors="strict"):
        return from_other(input), len(input)

    return _make_info(kind, encode, decode, is_text=False)


_SCRIPTED = frozenset(("charmap_build", "charmap_decode", "charmap_encode", "escape_decode",
                       "escape_encode", "utf_7_decode", "utf_7_encode"))


def __getattr__(name):
    if name in _SCRIPTED:
        import _script_codecs
        return globals().setdefault(name, getattr(_script_codecs, name))
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__():
    return sorted({*globals(), *_SCRIPTED})


def _scripted(name):
    if name == "idna":
        from encodings import idna
        return idna.getregentry()
    from _script_codecs import MAKERS
    maker = MAKERS.get(name.replace("-", "_"))
    return _make_info(*maker()) if maker else None


def _search(name):
    found = _codecs._builtin_name(name)
    return _built_in(found) if found else _other(name) or _scripted(name)


register(_search)
