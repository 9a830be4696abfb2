# Arrays of characters are texts; string_at and wstring_at read what a pointer shows.
from ctypes import *

s = create_string_buffer(b"abc", 10)
print(s.value, s.raw, s[:], s[1:3], s[0], s[::2], sizeof(s))
# expect: b'abc' b'abc\x00\x00\x00\x00\x00\x00\x00' b'abc\x00\x00\x00\x00\x00\x00\x00' b'bc' b'a' b'ac\x00\x00\x00' 10
s.value = b"xy"
print(s.raw)
# expect: b'xy\x00\x00\x00\x00\x00\x00\x00\x00'
s.raw = b"0123456789"
print(s.value)
# expect: b'0123456789'
for name, value in [("value", "x"), ("value", b"x" * 11), ("raw", b"x" * 11), ("raw", "x")]:
    try:
        setattr(s, name, value)
    except Exception as error:
        print(type(error).__name__, error)
# expect: TypeError bytes expected instead of str instance
# expect: ValueError byte string too long
# expect: ValueError byte string too long
# expect: TypeError a bytes-like object is required, not 'str'
w = create_unicode_buffer("a\u20ac\U0001f600", 5)
print(ascii(w.value), ascii(w[:]), ascii(w[1]), len(w), sizeof(w) // sizeof(c_wchar))
# expect: 'a\u20ac\U0001f600' 'a\u20ac\U0001f600\x00\x00' '\u20ac' 5 5
w.value = "z"
print(ascii(w[:3]))
# expect: 'z\x00\U0001f600'
print(string_at(b"abc"), string_at(s), string_at(s, 3), string_at(addressof(s), 2))
# expect: b'abc' b'0123456789' b'012' b'01'
print(ascii(wstring_at("a\u20acb")), wstring_at(w, 1))
# expect: 'a\u20acb' z
print(memmove(s, b"MOVED", 5) == addressof(s), s.value)
# expect: True b'MOVED56789'
print(memset(s, ord("-"), 3) == addressof(s), s.value)
# expect: True b'---ED56789'
print(create_string_buffer(3).raw, repr(create_unicode_buffer(2).value))
# expect: b'\x00\x00\x00' ''
