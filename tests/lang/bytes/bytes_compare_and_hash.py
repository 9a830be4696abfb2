print(b"a" == bytearray(b"a"), b"a" < b"b", b"" < b"a", b"a" == "a", hash(b"ab") == hash(bytes([97, 98])), {b"a": 1}[b"a"], memoryview(b"a") == b"a")
print(b"ab" + bytearray(b"c"), bytearray(b"ab") + b"c", b"ab" * 2, 2 * b"x", b"a" != b"b")
for op in ("b'a' + 'b'", "b'a' < 'b'", "hash(bytearray())", "b'a'[0:1] = b'x'"):
    try:
        exec(op)
    except (TypeError, SyntaxError) as e:
        print(type(e).__name__, e)
# expect: True True True False True 1 True
# expect: b'abc' bytearray(b'abc') b'abab' b'xx' True
# expect: TypeError can't concat str to bytes
# expect: TypeError '<' not supported between instances of 'bytes' and 'str'
# expect: TypeError unhashable type: 'bytearray'
# expect: TypeError 'bytes' object does not support item assignment
