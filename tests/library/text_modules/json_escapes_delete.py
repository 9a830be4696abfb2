import json
print(ascii(json.dumps("\x7f")), ascii(json.dumps({"\x7f": "\x80"})))
print(ascii(json.dumps("\x7f", ensure_ascii=False)))
print(ascii(json.encoder.py_encode_basestring_ascii("\x7f~")))
# expect: '"\\u007f"' '{"\\u007f": "\\u0080"}'
# expect: '"\x7f"'
# expect: '"\\u007f~"'
