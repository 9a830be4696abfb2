import codecs, io
class Odd(Exception):
    def __init__(self, *args): super().__init__(*args)
class Plain(Exception): pass
def find(name):
    def fail(text, errors="strict"):
        raise {"codec_odd": Odd("o"), "codec_plain": Plain("p"), "codec_two": Plain("p", 2), "codec_none": Plain()}[name]
    return codecs.CodecInfo(fail, fail) if name.startswith("codec_") else None
codecs.register(find)
for call in (lambda: codecs.decode(b"6", "hex"), lambda: codecs.decode("zz", "hex_codec"),
             lambda: codecs.decode(b"a", "base64"), lambda: codecs.encode("a", "base64"),
             lambda: codecs.encode(b"a", "rot13"), lambda: codecs.lookup("hex").decode(b"6"),
             lambda: "\u0142".encode("cp1252", "nope"), lambda: b"\x81".decode("cp1252", "nope"),
             lambda: "\u0142".encode("ascii", "nope"), lambda: codecs.encode("\u0142", "ascii", "nope"),
             lambda: "\u0142".encode("cp1252"), lambda: codecs.encode(1, "utf-8"), lambda: codecs.encode(1, "cp1252"),
             lambda: codecs.decode("a", "ascii"), lambda: "a".encode("codec_odd"), lambda: "a".encode("codec_plain"),
             lambda: "a".encode("codec_two"), lambda: b"a".decode("codec_none"),
             lambda: io.TextIOWrapper(io.BytesIO(), encoding="hex"), lambda: open("/dev/null", encoding="rot13"),
             lambda: "a".encode("hex"), lambda: b"a".decode("rot_13"), lambda: "a".encode("no such")):
    try:
        print(call())
    except Exception as error:
        print(type(error).__module__, type(error).__name__, error, "|", repr(error.__cause__))
print(codecs.encode(b"\x00\xff", "hex"), codecs.decode(b"00fF", "hex"), codecs.encode(b"abc" * 20, "base64"),
      codecs.decode(b"YWJj\n", "base64"), codecs.encode("Hello, Uryyb", "rot13"), codecs.decode("Uryyb", "rot_13"))
# expect: binascii Error decoding with 'hex' codec failed (Error: Odd-length string) | Error('Odd-length string')
# expect: binascii Error decoding with 'hex_codec' codec failed (Error: Non-hexadecimal digit found) | Error('Non-hexadecimal digit found')
# expect: binascii Error decoding with 'base64' codec failed (Error: Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4) | Error('Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4')
# expect: builtins TypeError encoding with 'base64' codec failed (TypeError: expected bytes-like object, not str) | TypeError('expected bytes-like object, not str')
# expect: builtins TypeError encoding with 'rot13' codec failed (TypeError: descriptor 'translate' for 'str' objects doesn't apply to a 'bytes' object) | TypeError("descriptor 'translate' for 'str' objects doesn't apply to a 'bytes' object")
# expect: binascii Error Odd-length string | None
# expect: builtins LookupError encoding with 'cp1252' codec failed (LookupError: unknown error handler name 'nope') | LookupError("unknown error handler name 'nope'")
# expect: builtins LookupError decoding with 'cp1252' codec failed (LookupError: unknown error handler name 'nope') | LookupError("unknown error handler name 'nope'")
# expect: builtins LookupError unknown error handler name 'nope' | None
# expect: builtins LookupError encoding with 'ascii' codec failed (LookupError: unknown error handler name 'nope') | LookupError("unknown error handler name 'nope'")
# expect: builtins UnicodeEncodeError 'charmap' codec can't encode character '\u0142' in position 0: character maps to <undefined> | None
# expect: builtins TypeError encoding with 'utf-8' codec failed (TypeError: utf_8_encode() argument 1 must be str, not int) | TypeError('utf_8_encode() argument 1 must be str, not int')
# expect: builtins TypeError encoding with 'cp1252' codec failed (TypeError: charmap_encode() argument 1 must be str, not int) | TypeError('charmap_encode() argument 1 must be str, not int')
# expect: builtins TypeError decoding with 'ascii' codec failed (TypeError: a bytes-like object is required, not 'str') | TypeError("a bytes-like object is required, not 'str'")
# expect: __main__ Odd o | None
# expect: __main__ Plain encoding with 'codec_plain' codec failed (Plain: p) | Plain('p')
# expect: __main__ Plain ('p', 2) | None
# expect: __main__ Plain decoding with 'codec_none' codec failed (Plain: ) | Plain()
# expect: builtins LookupError 'hex' is not a text encoding; use codecs.open() to handle arbitrary codecs | None
# expect: builtins LookupError 'rot13' is not a text encoding; use codecs.open() to handle arbitrary codecs | None
# expect: builtins LookupError 'hex' is not a text encoding; use codecs.encode() to handle arbitrary codecs | None
# expect: builtins LookupError 'rot_13' is not a text encoding; use codecs.decode() to handle arbitrary codecs | None
# expect: builtins LookupError unknown encoding: no such | None
# expect: b'00ff' b'\x00\xff' b'YWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJjYWJj\nYWJj\n' b'abc' Uryyb, Hello Hello
