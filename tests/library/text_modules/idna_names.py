# Names of hosts: their ASCII form, and what cannot be one.
import codecs
import encodings.idna

def tell(call, *args):
    try:
        print(ascii(call(*args)))
    except UnicodeError as e:
        print(type(e).__name__, e)

for name in ("münchen.de", "MÜNCHEN.de", "faß.de", "ＡＢＣ", "x\u3002y", "bücher.example.", "a..b", "",
             ".", "a.", "a" * 64, "ü" * 60, "xn--ü", "\u00ad", "a\u0340", "אa", "א", "٣א", "\u200b",
             "\ue000", "İ", "ﬁ", "Ꭰ", "ü..x", "A B"):
    tell(name.encode, "idna")
for data in (b"xn--mnchen-3ya.de", b"XN--MNCHEN-3YA", b"xn--mnchen-3yA", b"a..b", b"xn--", b"xn--a",
             b"\xff", b"xn--4ca.", b"xn--zzzzzzz", b"xn--4ca..a"):
    tell(data.decode, "idna")
tell("a".encode, "idna", "ignore")
tell(b"a".decode, "idna", "ignore")
print(encodings.idna.ToASCII("ü"), encodings.idna.ToUnicode("xn--tda"))
print(encodings.idna.nameprep("ÄÖß"))
encoder = codecs.getincrementalencoder("idna")()
print(encoder.encode("mün"), encoder.encode("chen.d"), encoder.encode("e", True))
decoder = codecs.getincrementaldecoder("idna")()
print(decoder.decode(b"xn--mn"), decoder.decode(b"chen-3ya.d"), decoder.decode(b"e", True))
# expect: b'xn--mnchen-3ya.de'
# expect: b'xn--mnchen-3ya.de'
# expect: b'fass.de'
# expect: b'abc'
# expect: b'x.y'
# expect: b'xn--bcher-kva.example.'
# expect: UnicodeError encoding with 'idna' codec failed (UnicodeError: label empty or too long)
# expect: b''
# expect: UnicodeError encoding with 'idna' codec failed (UnicodeError: label empty or too long)
# expect: b'a.'
# expect: UnicodeError encoding with 'idna' codec failed (UnicodeError: label too long)
# expect: UnicodeError encoding with 'idna' codec failed (UnicodeError: label empty or too long)
# expect: UnicodeError encoding with 'idna' codec failed (UnicodeError: Label starts with ACE prefix)
# expect: UnicodeError encoding with 'idna' codec failed (UnicodeError: label empty or too long)
# expect: b'xn--0ca'
# expect: UnicodeError encoding with 'idna' codec failed (UnicodeError: Violation of BIDI requirement 2)
# expect: b'xn--4db'
# expect: UnicodeError encoding with 'idna' codec failed (UnicodeError: Violation of BIDI requirement 3)
# expect: UnicodeError encoding with 'idna' codec failed (UnicodeError: label empty or too long)
# expect: UnicodeError encoding with 'idna' codec failed (UnicodeError: Invalid character '\ue000')
# expect: b'xn--i-9bb'
# expect: b'fi'
# expect: b'xn--kz9a'
# expect: UnicodeError encoding with 'idna' codec failed (UnicodeError: label empty or too long)
# expect: b'A B'
# expect: 'm\xfcnchen.de'
# expect: 'XN--MNCHEN-3YA'
# expect: 'm\xfcnchen'
# expect: 'a..b'
# expect: UnicodeError decoding with 'idna' codec failed (UnicodeError: label empty or too long)
# expect: UnicodeError decoding with 'idna' codec failed (UnicodeError: Invalid character '\x80')
# expect: UnicodeDecodeError 'ascii' codec can't decode byte 0xff in position 0: ordinal not in range(128)
# expect: '\xe4.'
# expect: '\u7ba5\u7cea\u7e16'
# expect: '\xe4..a'
# expect: UnicodeError encoding with 'idna' codec failed (UnicodeError: unsupported error handling ignore)
# expect: UnicodeError decoding with 'idna' codec failed (UnicodeError: Unsupported error handling ignore)
# expect: b'xn--tda' ü
# expect: äöss
# expect: b'' b'xn--mnchen-3ya.' b'de'
# expect:  münchen. de
