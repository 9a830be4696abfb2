# Encodings by a table, and the escapes of literals.
import codecs
import warnings

def tell(call, *args):
    try:
        print(ascii(call(*args)))
    except Exception as e:
        print(type(e).__name__, e)

table = "".join(map(chr, range(128))) + "\ufffe€éü"
mapping = codecs.charmap_build(table)
for text in ("abc", "é€", "中a", "中文€x"):
    for errors in ("strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "none"):
        tell(codecs.charmap_encode, text, errors, mapping)
for errors in ("strict", "ignore", "replace", "backslashreplace"):
    tell(codecs.charmap_decode, b"a\x80\x81\x85", errors, table)
    tell(codecs.charmap_decode, b"abc", errors, {97: "xyz", 98: 66, 99: None})
    tell(codecs.charmap_encode, "abc", errors, {97: 65, 98: b"xy", 63: 33})
for bad in ({97: 300}, {97: "x"}, {97: -1}, {97: 1.5}, 5):
    tell(codecs.charmap_encode, "a", "strict", bad)
for bad in ({97: 0x110000}, {97: b"x"}, {97: 1.5}, 5, ""):
    tell(codecs.charmap_decode, b"a", "strict", bad)
tell(codecs.charmap_encode, "é")
tell(codecs.charmap_decode, b"\xe9")
tell("€".encode, "charmap")
tell(codecs.charmap_encode, None)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    for data in (rb"a\n\x41\101\\\'\q", b"\\\n", b"\\", rb"\x4", rb"\777", "\\x41é"):
        for errors in ("strict", "replace"):
            tell(codecs.escape_decode, data, errors)
with warnings.catch_warnings(record=True) as found:
    warnings.simplefilter("always")
    codecs.escape_decode(b"\\q\\400")
    print([str(warning.message) for warning in found])
tell(codecs.escape_encode, b"a'\"\n\\\xff\0")
tell(codecs.escape_encode, "a")
# expect: (b'abc', 3)
# expect: (b'abc', 3)
# expect: (b'abc', 3)
# expect: (b'abc', 3)
# expect: (b'abc', 3)
# expect: (b'abc', 3)
# expect: (b'\x82\x81', 2)
# expect: (b'\x82\x81', 2)
# expect: (b'\x82\x81', 2)
# expect: (b'\x82\x81', 2)
# expect: (b'\x82\x81', 2)
# expect: (b'\x82\x81', 2)
# expect: UnicodeEncodeError 'charmap' codec can't encode character '\u4e2d' in position 0: character maps to <undefined>
# expect: (b'a', 2)
# expect: (b'?a', 2)
# expect: (b'&#20013;a', 2)
# expect: (b'\\u4e2da', 2)
# expect: LookupError unknown error handler name 'none'
# expect: UnicodeEncodeError 'charmap' codec can't encode characters in position 0-1: character maps to <undefined>
# expect: (b'\x81x', 4)
# expect: (b'??\x81x', 4)
# expect: (b'&#20013;&#25991;\x81x', 4)
# expect: (b'\\u4e2d\\u6587\x81x', 4)
# expect: LookupError unknown error handler name 'none'
# expect: UnicodeDecodeError 'charmap' codec can't decode byte 0x80 in position 1: character maps to <undefined>
# expect: UnicodeDecodeError 'charmap' codec can't decode byte 0x63 in position 2: character maps to <undefined>
# expect: UnicodeEncodeError 'charmap' codec can't encode character '\x63' in position 2: character maps to <undefined>
# expect: ('a\u20ac', 4)
# expect: ('xyzB', 3)
# expect: (b'Axy', 3)
# expect: ('a\ufffd\u20ac\ufffd', 4)
# expect: ('xyzB\ufffd', 3)
# expect: (b'Axy!', 3)
# expect: ('a\\x80\u20ac\\x85', 4)
# expect: ('xyzB\\x63', 3)
# expect: UnicodeEncodeError 'charmap' codec can't encode character '\x63' in position 2: character maps to <undefined>
# expect: TypeError character mapping must be in range(256)
# expect: TypeError character mapping must return integer, bytes or None, not str
# expect: TypeError character mapping must be in range(256)
# expect: TypeError character mapping must return integer, bytes or None, not float
# expect: TypeError 'int' object is not subscriptable
# expect: TypeError character mapping must be in range(0x110000)
# expect: TypeError character mapping must return integer, None or str
# expect: TypeError character mapping must return integer, None or str
# expect: TypeError 'int' object is not subscriptable
# expect: UnicodeDecodeError 'charmap' codec can't decode byte 0x61 in position 0: character maps to <undefined>
# expect: (b'\xe9', 1)
# expect: ('\xe9', 1)
# expect: UnicodeEncodeError 'latin-1' codec can't encode character '\u20ac' in position 0: ordinal not in range(256)
# expect: TypeError charmap_encode() argument 1 must be str, not None
# expect: (b"a\nAA\\'\\q", 17)
# expect: (b"a\nAA\\'\\q", 17)
# expect: (b'', 2)
# expect: (b'', 2)
# expect: ValueError Trailing \ in string
# expect: ValueError Trailing \ in string
# expect: ValueError invalid \x escape at position 0
# expect: (b'?', 3)
# expect: (b'\xff', 4)
# expect: (b'\xff', 4)
# expect: (b'A\xc3\xa9', 6)
# expect: (b'A\xc3\xa9', 6)
# expect: ["invalid escape sequence '\\q'"]
# expect: (b'a\\\'"\\n\\\\\\xff\\x00', 7)
# expect: TypeError escape_encode() argument 1 must be bytes, not str
