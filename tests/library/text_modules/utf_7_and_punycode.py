# UTF-7 and Punycode: there and back, in pieces, with errors.
import codecs

def tell(call, *args):
    try:
        print(ascii(call(*args)))
    except UnicodeError as e:
        print(type(e).__name__, e)

for text in ("abc", "a+b", "é", "é-", "éa", "é!", "\U0001f600", "\ud800", "~\\", "\0\n", "中+é", ""):
    print(text.encode("utf-7"), ascii(text.encode("utf-7").decode("utf-7")))
for data in (b"+", b"+A", b"+AAA", b"+AAAA", b"+AGEAYg", b"+AGE!", b"+AG!", b"+2AA-x", b"+2ADcAA-",
             b"+!", b"\x80", b"+AGE\x80", b"+AGF-x", b"+2AA", b"++--"):
    for errors in ("strict", "replace"):
        tell(data.decode, "utf-7", errors)
    print(ascii(codecs.utf_7_decode(data, "ignore", False)))
decoder = codecs.getincrementaldecoder("utf-7")()
print([decoder.decode(bytes([byte])) for byte in b"a+AGEAYg-b"], decoder.decode(b"", True))

for text in ("", "a", "münchen", "ü", "bücher-", "中文", "\U0001f600x", "-é-"):
    data = text.encode("punycode")
    print(data, ascii(data.decode("punycode")))
for data in (b"mnchen-3ya", b"!!", b"a-!", b"99999999", b"a", b"\xff"):
    for errors in ("strict", "ignore", "what"):
        tell(data.decode, "punycode", errors)
print(codecs.lookup("utf7").name, codecs.lookup("unicode-1-1-utf-7").name)
tell("a".encode, "undefined")
# expect: b'abc' 'abc'
# expect: b'a+-b' 'a+b'
# expect: b'+AOk-' '\xe9'
# expect: b'+AOk--' '\xe9-'
# expect: b'+AOk-a' '\xe9a'
# expect: b'+AOk!' '\xe9!'
# expect: b'+2D3eAA-' '\U0001f600'
# expect: b'+2AA-' '\ud800'
# expect: b'+AH4AXA-' '~\\'
# expect: b'+AAA\n' '\x00\n'
# expect: b'+Ti0AKwDp-' '\u4e2d+\xe9'
# expect: b'' ''
# expect: ''
# expect: ''
# expect: ('', 0)
# expect: UnicodeDecodeError 'utf7' codec can't decode bytes in position 0-1: unterminated shift sequence
# expect: '\ufffd'
# expect: ('', 0)
# expect: '\x00'
# expect: '\x00'
# expect: ('', 0)
# expect: UnicodeDecodeError 'utf7' codec can't decode bytes in position 0-4: unterminated shift sequence
# expect: '\x00\ufffd'
# expect: ('', 0)
# expect: 'ab'
# expect: 'ab'
# expect: ('', 0)
# expect: 'a!'
# expect: 'a!'
# expect: ('a!', 5)
# expect: UnicodeDecodeError 'utf7' codec can't decode bytes in position 0-3: partial character in shift sequence
# expect: '\ufffd'
# expect: ('', 4)
# expect: '\ud800x'
# expect: '\ud800x'
# expect: ('\ud800x', 6)
# expect: '\U00010000'
# expect: '\U00010000'
# expect: ('\U00010000', 8)
# expect: UnicodeDecodeError 'utf7' codec can't decode bytes in position 0-1: ill-formed sequence
# expect: '\ufffd'
# expect: ('', 2)
# expect: UnicodeDecodeError 'utf7' codec can't decode byte 0x80 in position 0: unexpected special character
# expect: '\ufffd'
# expect: ('', 1)
# expect: UnicodeDecodeError 'utf7' codec can't decode byte 0x80 in position 4: unexpected special character
# expect: 'a\ufffd'
# expect: ('a', 5)
# expect: UnicodeDecodeError 'utf7' codec can't decode bytes in position 0-4: non-zero padding bits in shift sequence
# expect: 'a\ufffdx'
# expect: ('ax', 6)
# expect: UnicodeDecodeError 'utf7' codec can't decode bytes in position 0-3: unterminated shift sequence
# expect: '\ufffd'
# expect: ('', 0)
# expect: UnicodeDecodeError 'utf7' codec can't decode bytes in position 0-2: partial character in shift sequence
# expect: '\ufffd-'
# expect: ('-', 4)
# expect: ['a', '', '', '', '', '', '', '', 'ab', 'b'] 
# expect: b'' ''
# expect: b'a-' 'a'
# expect: b'mnchen-3ya' 'm\xfcnchen'
# expect: b'tda' '\xfc'
# expect: b'bcher--3ya' 'b\xfccher-'
# expect: b'fiq228c' '\u4e2d\u6587'
# expect: b'x-iv3s' '\U0001f600x'
# expect: b'---bja' '-\xe9-'
# expect: 'm\xfcnchen'
# expect: 'm\xfcnchen'
# expect: UnicodeError decoding with 'punycode' codec failed (UnicodeError: Unsupported error handling what)
# expect: UnicodeError decoding with 'punycode' codec failed (UnicodeError: Invalid extended code point '!')
# expect: ''
# expect: UnicodeError decoding with 'punycode' codec failed (UnicodeError: Unsupported error handling what)
# expect: UnicodeError decoding with 'punycode' codec failed (UnicodeError: Invalid extended code point '!')
# expect: 'a'
# expect: UnicodeError decoding with 'punycode' codec failed (UnicodeError: Unsupported error handling what)
# expect: UnicodeError decoding with 'punycode' codec failed (UnicodeError: incomplete punicode string)
# expect: ''
# expect: UnicodeError decoding with 'punycode' codec failed (UnicodeError: Unsupported error handling what)
# expect: '\x80'
# expect: '\x80'
# expect: UnicodeError decoding with 'punycode' codec failed (UnicodeError: Unsupported error handling what)
# expect: UnicodeDecodeError 'ascii' codec can't decode byte 0xff in position 0: ordinal not in range(128)
# expect: UnicodeDecodeError 'ascii' codec can't decode byte 0xff in position 0: ordinal not in range(128)
# expect: UnicodeError decoding with 'punycode' codec failed (UnicodeError: Unsupported error handling what)
# expect: utf-7 utf-7
# expect: UnicodeError encoding with 'undefined' codec failed (UnicodeError: undefined encoding)
