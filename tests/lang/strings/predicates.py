words = ["abc", "ABC", "Abc", "123", "a1", " ", "", "é", "²", "½", "٣", "a b", "\n", "_x", "1x", "漢", "ǅ"]
for name in ("isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower",
             "istitle", "isidentifier", "isprintable", "isascii"):
    print(name, "".join("01"[getattr(w, name)()] for w in words))
# expect: isalpha 11100001000000011
# expect: isdigit 00010000101000000
# expect: isdecimal 00010000001000000
# expect: isnumeric 00010000111000000
# expect: isalnum 11111001111000111
# expect: isspace 00000100000010000
# expect: isupper 01000000000000000
# expect: islower 10001001000101100
# expect: istitle 00100000000000001
# expect: isidentifier 11101001000001011
# expect: isprintable 11111111111101111
# expect: isascii 11111110000111100
