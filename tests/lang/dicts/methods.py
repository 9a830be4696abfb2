d = {"a": 1, "b": 2}
print(d.pop("a"), d.pop("a", None), d.setdefault("c", 3), d.setdefault("c", 9), d.setdefault("n"), d)
print(d.popitem(), d, d.copy() == d, d.copy() is d)
d.update([("x", 1)], y=2); d.update({"x": 3}); d.update(); print(d); d.clear(); print(d)
for f in (lambda: {}.pop("a"), lambda: {}.popitem(), lambda: {}.update(5), lambda: {}.update([1]), lambda: {}.nope, lambda: {}.get(), lambda: {}.setdefault([])):
    try:
        f()
    except (KeyError, TypeError, AttributeError) as e:
        print(type(e).__name__, e)
# expect: 1 None 3 3 None {'b': 2, 'c': 3, 'n': None}
# expect: ('n', None) {'b': 2, 'c': 3} True False
# expect: {'b': 2, 'c': 3, 'x': 3, 'y': 2}
# expect: {}
# expect: KeyError 'a'
# expect: KeyError 'popitem(): dictionary is empty'
# expect: TypeError 'int' object is not iterable
# expect: TypeError cannot convert dictionary update sequence element #0 to a sequence
# expect: AttributeError 'dict' object has no attribute 'nope'
# expect: TypeError get expected at least 1 argument, got 0
# expect: TypeError unhashable type: 'list'
