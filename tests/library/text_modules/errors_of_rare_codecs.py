# What cannot be the name of an error handler is refused, also when there is no error.
import codecs
for name in 'utf_7_encode', 'utf_7_decode', 'charmap_encode', 'charmap_decode', 'escape_decode':
    function, data = getattr(codecs, name), 'a' if name.endswith('encode') else b'a'
    for errors in 5, b'strict', 'a\0', '\ud800', None, 'no such handler':
        try:
            print(*function(data, errors))
        except (TypeError, ValueError) as error:
            print(error)
for table in 5, b'abc', None, '':
    try:
        codecs.charmap_build(table)
    except TypeError as error:
        print(error)
print(codecs.charmap_build('abc' * 100)[97])  # a byte has 256 values
for final in 'yes', None, 1.5:
    try:
        codecs.utf_7_decode(b'a', None, final)
    except TypeError as error:
        print(error)
# expect: utf_7_encode() argument 2 must be str or None, not int
# expect: utf_7_encode() argument 2 must be str or None, not bytes
# expect: embedded null character
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: b'a' 1
# expect: b'a' 1
# expect: utf_7_decode() argument 2 must be str or None, not int
# expect: utf_7_decode() argument 2 must be str or None, not bytes
# expect: embedded null character
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: a 1
# expect: a 1
# expect: charmap_encode() argument 2 must be str or None, not int
# expect: charmap_encode() argument 2 must be str or None, not bytes
# expect: embedded null character
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: b'a' 1
# expect: b'a' 1
# expect: charmap_decode() argument 2 must be str or None, not int
# expect: charmap_decode() argument 2 must be str or None, not bytes
# expect: embedded null character
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: a 1
# expect: a 1
# expect: escape_decode() argument 2 must be str or None, not int
# expect: escape_decode() argument 2 must be str or None, not bytes
# expect: embedded null character
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: b'a' 1
# expect: b'a' 1
# expect: charmap_build() argument must be str, not int
# expect: charmap_build() argument must be str, not bytes
# expect: charmap_build() argument must be str, not None
# expect: bad argument type for built-in operation
# expect: 255
# expect: 'str' object cannot be interpreted as an integer
# expect: 'NoneType' object cannot be interpreted as an integer
# expect: 'float' object cannot be interpreted as an integer
