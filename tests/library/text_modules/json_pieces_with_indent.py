import json
print(list(json.JSONEncoder(indent=1).iterencode([1, {"a": [2.5, None], "b": {}}, [], "x"])))
print(list(json.JSONEncoder().iterencode([1, {"a": 2}])))
# expect: ['[\n 1', ',\n ', '{', '\n  ', '"a"', ': ', '[\n   2.5', ',\n   null', '\n  ', ']', ',\n  ', '"b"', ': ', '{}', '\n ', '}', ',\n ', '[]', ',\n "x"', '\n', ']']
# expect: ['[1', ', ', '{', '"a"', ': ', '2', '}', ']']
