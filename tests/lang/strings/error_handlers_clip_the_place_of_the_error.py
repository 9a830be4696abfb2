import codecs

for start, end in (50, 100), (-5, 3), (0, -5):
    encode = UnicodeEncodeError('ascii', 'a\xe9b', start, end, 'reason')
    decode = UnicodeDecodeError('ascii', b'a\xe9b', start, end, 'reason')
    print(codecs.replace_errors(encode), codecs.xmlcharrefreplace_errors(encode))
    print(codecs.backslashreplace_errors(decode), codecs.ignore_errors(decode))
# expect: ('?', 3) ('&#98;', 3)
# expect: ('\\x62', 3) ('', 3)
# expect: ('???', 3) ('&#97;&#233;&#98;', 3)
# expect: ('\\x61\\xe9\\x62', 3) ('', 3)
# expect: ('?', 1) ('&#97;', 1)
# expect: ('\\x61', 1) ('', 1)
