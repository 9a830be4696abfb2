import json
print(json.dumps({"a": [1, 2.5, None, True, "x\n\"é"], "b": {}, 1: 2, None: 3, True: 4, 1.5: 5}), json.dumps("é漢😀\u2028"), json.dumps("é", ensure_ascii=False), json.dumps([1, {"a": [], "b": {}}], indent=2), json.dumps({"b": 1, "a": 2}, sort_keys=True, separators=(",", ":")), json.dumps((1, 2)), json.dumps(1e100), json.dumps(float("inf")), json.dumps([], indent=2), json.dumps({"k": (1,)}, indent="\t"), sep="\n")
class E(json.JSONEncoder):
    def default(self, o): return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({2, 1}, cls=E), json.dumps(object, default=lambda o: "obj"), json.dumps({(1,): 2, "a": 1}, skipkeys=True))
for o in ({1, 2}, {(1,): 2}, b"x"):
    try:
        json.dumps(o)
    except TypeError as e:
        print(e)
l = []; l.append(l)
try:
    json.dumps(l)
except ValueError as e:
    print(e)
try:
    json.dumps(float("nan"), allow_nan=False)
except ValueError as e:
    print(e)
# expect: {"a": [1, 2.5, null, true, "x\n\"\u00e9"], "b": {}, "1": 4, "null": 3, "1.5": 5}
# expect: "\u00e9\u6f22\ud83d\ude00\u2028"
# expect: "é"
# expect: [
# expect-exact: |  1,|
# expect-exact: |  {|
# expect-exact: |    "a": [],|
# expect-exact: |    "b": {}|
# expect-exact: |  }|
# expect: ]
# expect: {"a":2,"b":1}
# expect: [1, 2]
# expect: 1e+100
# expect: Infinity
# expect: []
# expect: {
# expect-exact: |	"k": [|
# expect-exact: |		1|
# expect-exact: |	]|
# expect: }
# expect: [1, 2] "obj" {"a": 1}
# expect: Object of type set is not JSON serializable
# expect: keys must be str, int, float, bool or None, not tuple
# expect: Object of type bytes is not JSON serializable
# expect: Circular reference detected
# expect: Out of range float values are not JSON compliant
