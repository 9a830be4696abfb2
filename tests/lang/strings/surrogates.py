s = "\ud800"
print(len(s), repr(s), s == "\ud800", hash(s) == hash("\ud800"), [c for c in "a\udfffb"])
try:
    s.encode()
except UnicodeEncodeError as e:
    print(e, e.start, e.end, e.reason, e.encoding)
print(s.encode("utf-8", "surrogatepass"), b"\xff".decode("utf-8", "surrogateescape").encode("utf-8", "surrogateescape"))
# expect: 1 '\ud800' True True ['a', '\udfff', 'b']
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed 0 1 surrogates not allowed utf-8
# expect: b'\xed\xa0\x80' b'\xff'
