d = {"a": 1}
it = iter(d.items())
print(next(it), it.__length_hint__(), next(it, None), type(it).__name__, type(iter(d)).__name__, type(iter(d.values())).__name__)
# expect: ('a', 1) 0 None dict_itemiterator dict_keyiterator dict_valueiterator
