print(repr("a'b"), repr('a"b'), repr("a'b\"c"), repr("\n\r\t\\"), repr("\x00\x1f\x7f\x80\xa0\xad"), repr("é漢😀\u200b\ufeff"))
print(ascii("é漢😀'"), repr("\U000e0001"), ascii("\x7f"))
# expect: "a'b" 'a"b' 'a\'b"c' '\n\r\t\\' '\x00\x1f\x7f\x80\xa0\xad' 'é漢😀\u200b\ufeff'
# expect: "\xe9\u6f22\U0001f600'" '\U000e0001' '\x7f'
