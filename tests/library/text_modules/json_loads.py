import json, io
print(json.loads('{"a": [1, -2.5e3, null, true, false, "\\u00e9\\n\\ud83d\\ude00"], "b": {}}'), json.loads(" [ ] "), json.loads("NaN"), json.loads('"\\/"'), json.loads(b'[1]'), json.loads("123456789012345678901234567890"), json.loads("1.0"), json.load(io.StringIO("[1]")))
print(json.loads('{"a": 1, "a": 2}', object_pairs_hook=list), json.loads('{"a": {"b": 1}}', object_hook=lambda d: sorted(d)), json.loads("[1.5]", parse_float=str), json.loads("[1]", parse_int=float))
for s in ("", "[1,]", "{", '{"a" 1}', '{"a": }', "{'a': 1}", "[1 2]", "nul", '"abc', '"\n"', "01", "1.", "-", '"\\x"', "[1] x", '{"a": 1,}', "[", '"\\ud800'):
    try:
        print(json.loads(s))
    except json.JSONDecodeError as e:
        print(repr(s), "->", e)
# expect: {'a': [1, -2500.0, None, True, False, 'é\n😀'], 'b': {}} [] nan / [1] 123456789012345678901234567890 1.0 [1]
# expect: [('a', 1), ('a', 2)] ['a'] ['1.5'] [1.0]
# expect: '' -> Expecting value: line 1 column 1 (char 0)
# expect: '[1,]' -> Expecting value: line 1 column 4 (char 3)
# expect: '{' -> Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: '{"a" 1}' -> Expecting ':' delimiter: line 1 column 6 (char 5)
# expect: '{"a": }' -> Expecting value: line 1 column 7 (char 6)
# expect: "{'a': 1}" -> Expecting property name enclosed in double quotes: line 1 column 2 (char 1)
# expect: '[1 2]' -> Expecting ',' delimiter: line 1 column 4 (char 3)
# expect: 'nul' -> Expecting value: line 1 column 1 (char 0)
# expect: '"abc' -> Unterminated string starting at: line 1 column 1 (char 0)
# expect: '"\n"' -> Invalid control character at: line 1 column 2 (char 1)
# expect: '01' -> Extra data: line 1 column 2 (char 1)
# expect: '1.' -> Extra data: line 1 column 2 (char 1)
# expect: '-' -> Expecting value: line 1 column 1 (char 0)
# expect: '"\\x"' -> Invalid \escape: line 1 column 2 (char 1)
# expect: '[1] x' -> Extra data: line 1 column 5 (char 4)
# expect: '{"a": 1,}' -> Expecting property name enclosed in double quotes: line 1 column 9 (char 8)
# expect: '[' -> Expecting value: line 1 column 2 (char 1)
# expect: '"\\ud800' -> Invalid \uXXXX escape: line 1 column 3 (char 2)
