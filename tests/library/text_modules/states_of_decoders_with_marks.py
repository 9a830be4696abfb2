# getstate(), setstate() and reset() of the incremental codecs that know byte order marks, and
# what they do with pieces that end too early.
import codecs

decoder = codecs.getincrementaldecoder("utf-8-sig")()
print(decoder.getstate())
print(repr(decoder.decode(b"\xef")), decoder.getstate())
print(repr(decoder.decode(b"\xbb\xbfa")), decoder.getstate())
decoder.reset()
print(decoder.getstate(), repr(decoder.decode(b"\xef\xbb\xbfa")))
for state in (b"", 0), (b"", 1), (b"\xef\xbb\xbf", 1):
    decoder.setstate(state)
    print(decoder.getstate(), ascii(decoder.decode(b"\xef\xbb\xbfa")), decoder.getstate())
decoder.reset()
print(repr(decoder.decode(b"\xef", True)))

encoder = codecs.getincrementalencoder("utf-8-sig")()
print(encoder.getstate(), encoder.encode("a"), encoder.getstate(), encoder.encode("a"))
encoder.setstate(1)
print(encoder.encode("a"))

for name in "utf-16", "utf-32":
    for errors in "strict", "replace", "ignore":
        for data in b"a", b"abc", b"\xff\xfe\0", b"abcde":
            decoder = codecs.getincrementaldecoder(name)(errors)
            try:
                print(name, errors, data, ascii(decoder.decode(data, True)), decoder.getstate())
            except UnicodeError as e:
                print(name, errors, data, e)
# expect: (b'', 1)
# expect: '' (b'\xef', 1)
# expect: 'a' (b'', 0)
# expect: (b'', 1) 'a'
# expect: (b'', 0) '\ufeffa' (b'', 0)
# expect: (b'', 1) 'a' (b'', 0)
# expect: (b'\xef\xbb\xbf', 1) '\ufeffa' (b'', 0)
# expect: ''
# expect: 1 b'\xef\xbb\xbfa' 0 b'a'
# expect: b'\xef\xbb\xbfa'
# expect: utf-16 strict b'a' 'utf-16-le' codec can't decode byte 0x61 in position 0: truncated data
# expect: utf-16 strict b'abc' 'utf-16-le' codec can't decode byte 0x63 in position 2: truncated data
# expect: utf-16 strict b'\xff\xfe\x00' 'utf-16-le' codec can't decode byte 0x00 in position 2: truncated data
# expect: utf-16 strict b'abcde' 'utf-16-le' codec can't decode byte 0x65 in position 4: truncated data
# expect: utf-16 replace b'a' '\ufffd' (b'', 2)
# expect: utf-16 replace b'abc' UTF-16 stream does not start with BOM
# expect: utf-16 replace b'\xff\xfe\x00' '\ufffd' (b'', 0)
# expect: utf-16 replace b'abcde' UTF-16 stream does not start with BOM
# expect: utf-16 ignore b'a' '' (b'', 2)
# expect: utf-16 ignore b'abc' UTF-16 stream does not start with BOM
# expect: utf-16 ignore b'\xff\xfe\x00' '' (b'', 0)
# expect: utf-16 ignore b'abcde' UTF-16 stream does not start with BOM
# expect: utf-32 strict b'a' 'utf-32-le' codec can't decode byte 0x61 in position 0: truncated data
# expect: utf-32 strict b'abc' 'utf-32-le' codec can't decode bytes in position 0-2: truncated data
# expect: utf-32 strict b'\xff\xfe\x00' 'utf-32-le' codec can't decode bytes in position 0-2: truncated data
# expect: utf-32 strict b'abcde' 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)
# expect: utf-32 replace b'a' '\ufffd' (b'', 2)
# expect: utf-32 replace b'abc' '\ufffd' (b'', 2)
# expect: utf-32 replace b'\xff\xfe\x00' '\ufffd' (b'', 2)
# expect: utf-32 replace b'abcde' UTF-32 stream does not start with BOM
# expect: utf-32 ignore b'a' '' (b'', 2)
# expect: utf-32 ignore b'abc' '' (b'', 2)
# expect: utf-32 ignore b'\xff\xfe\x00' '' (b'', 2)
# expect: utf-32 ignore b'abcde' UTF-32 stream does not start with BOM
