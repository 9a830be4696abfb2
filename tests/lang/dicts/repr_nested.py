d = {"a": {"b": [1, {"c": ()}]}, 1: None}
print(d, str(d) == repr(d))
d["self"] = d
print(d, d.keys(), list(d.values())[1])
# expect: {'a': {'b': [1, {'c': ()}]}, 1: None} True
# expect: {'a': {'b': [1, {'c': ()}]}, 1: None, 'self': {...}} dict_keys(['a', 1, 'self']) None
