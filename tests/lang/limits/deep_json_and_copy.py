import json, copy
for f in (lambda: json.loads("[" * 100000), lambda: json.loads('{"a":' * 100000 + "1" + "}" * 100000)):
    try:
        f()
    except (RecursionError, ValueError) as e:
        print(type(e).__name__)
v = []
for _ in range(100000): v = [v]
for f in (lambda: json.dumps(v), lambda: copy.deepcopy(v)):
    try:
        f()
    except RecursionError as e:
        print(type(e).__name__)
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
# expect: RecursionError
