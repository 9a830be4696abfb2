print("Hello World".upper(), "Hello".lower(), "hello world".title(), "hELLO".capitalize(), "aBc".swapcase())
print("straße".upper(), "ǅ".lower(), "ŉ".upper(), "ΣΑΣ".lower(), "İ".lower().encode(), "ß".casefold(), "ﬁ".upper())
print("they're bill's".title(), "ǆ".title(), "1a2b".title(), "".title(), "éa".capitalize())
# expect: HELLO WORLD hello Hello World Hello AbC
# expect: STRASSE ǆ ʼN σας b'i\xcc\x87' ss FI
# expect: They'Re Bill'S ǅ 1A2B  Éa
