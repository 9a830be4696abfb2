import codecs

for text in "\ud901", "\udc02", "\ud901\udc02":
    data = text.encode("utf-8", "surrogatepass")
    for i in range(1, len(data)):
        decoder = codecs.getincrementaldecoder("utf-8")("surrogatepass")
        print(ascii(decoder.decode(data[:i])), ascii(decoder.decode(data[i:], True)))
for data in b"\xed\xa0", b"\xed\xa0a", b"\xed\xe0":
    for final in False, True:
        try:
            print(repr(codecs.getincrementaldecoder("utf-8")().decode(data, final)))
        except UnicodeDecodeError as error:
            print(error)
# expect: '' '\ud901'
# expect: '' '\ud901'
# expect: '' '\udc02'
# expect: '' '\udc02'
# expect: '' '\ud901\udc02'
# expect: '' '\ud901\udc02'
# expect: '\ud901' '\udc02'
# expect: '\ud901' '\udc02'
# expect: '\ud901' '\udc02'
# expect: ''
# expect: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
# expect: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
# expect: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
# expect: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
# expect: 'utf-8' codec can't decode byte 0xed in position 0: invalid continuation byte
