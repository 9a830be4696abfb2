# What is skipped, what is padding and what is refused, in both modes; checksums that go on.
import binascii

for text in (b"", b"YWI=", b"Y\nW I=", b"ab==ab==", b"a===", b"=", b"abcd=", b"ab=", b"abcde", b"a=b=",
             b"=abcd", b"abcd\xff", b"ab==\n", "YWJj"):
    results = []
    for strict in (False, True):
        try:
            results.append(binascii.a2b_base64(text, strict_mode=strict))
        except binascii.Error as e:
            results.append(str(e)[:40])
    print(text, *results)
for data in (b"", b"a", b"ab", b"abc", bytes(range(256))):
    print(binascii.b2a_base64(data)[-9:], binascii.b2a_base64(data, newline=False)[:9],
          binascii.crc32(data), binascii.crc32(data, -7))
for wrong in ("\xe9", 5):
    for function in (binascii.a2b_base64, binascii.b2a_base64, binascii.crc32):
        try:
            function(wrong)
        except Exception as e:
            print(type(e).__name__, e)
# expect: b'' b'' b''
# expect: b'YWI=' b'ab' b'ab'
# expect: b'Y\nW I=' b'ab' Only base64 data is allowed
# expect: b'ab==ab==' b'i' Excess data after padding
# expect: b'a===' Invalid base64-encoded string: number of Invalid base64-encoded string: number of
# expect: b'=' b'' Leading padding not allowed
# expect: b'abcd=' b'i\xb7\x1d' b'i\xb7\x1d'
# expect: b'ab=' Incorrect padding Incorrect padding
# expect: b'abcde' Invalid base64-encoded string: number of Invalid base64-encoded string: number of
# expect: b'a=b=' Incorrect padding Discontinuous padding not allowed
# expect: b'=abcd' b'i\xb7\x1d' Leading padding not allowed
# expect: b'abcd\xff' b'i\xb7\x1d' Only base64 data is allowed
# expect: b'ab==\n' b'i' Excess data after padding
# expect: YWJj b'abc' b'abc'
# expect: b'\n' b'' 0 4294967289
# expect: b'YQ==\n' b'YQ==' 3904355907 740887300
# expect: b'YWI=\n' b'YWI=' 2659403885 1996423915
# expect: b'YWJj\n' b'YWJj' 891568578 823597981
# expect: b'/P3+/w==\n' b'AAECAwQFB' 688229491 307550381
# expect: ValueError string argument should contain only ASCII characters
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError argument should be bytes, buffer or ASCII string, not 'int'
# expect: TypeError a bytes-like object is required, not 'int'
# expect: TypeError a bytes-like object is required, not 'int'
