print("é漢😀".encode(), "é".encode("latin-1"), "é".encode("utf-16-le"), "a".encode("ascii"), "é".encode("utf-32-be"))
print("aé漢".encode("ascii", "ignore"), "aé漢".encode("ascii", "replace"), "aé漢".encode("ascii", "xmlcharrefreplace"))
print("aé漢😀".encode("ascii", "backslashreplace"), "é".encode("ascii", "namereplace"))
for args in (("ascii",), ("latin-1",), ("nope",), ("ascii", "nope")):
    try:
        "x漢".encode(*args)
    except (UnicodeEncodeError, LookupError) as e:
        print(type(e).__name__, e)
# expect: b'\xc3\xa9\xe6\xbc\xa2\xf0\x9f\x98\x80' b'\xe9' b'\xe9\x00' b'a' b'\x00\x00\x00\xe9'
# expect: b'a' b'a??' b'a&#233;&#28450;'
# expect: b'a\\xe9\\u6f22\\U0001f600' b'\\N{LATIN SMALL LETTER E WITH ACUTE}'
# expect: UnicodeEncodeError 'ascii' codec can't encode character '\u6f22' in position 1: ordinal not in range(128)
# expect: UnicodeEncodeError 'latin-1' codec can't encode character '\u6f22' in position 1: ordinal not in range(256)
# expect: LookupError unknown encoding: nope
# expect: LookupError unknown error handler name 'nope'
