import collections
for change in (lambda d, k: d.pop("b", 0), lambda d, k: d.pop(k), lambda d, k: d.__setitem__("z", 1)):
    d = collections.OrderedDict(a=1, b=2, c=3)
    try:
        for key in d:
            change(d, key)
    except RuntimeError as error:
        print(error)
# expect: OrderedDict mutated during iteration
# expect: OrderedDict mutated during iteration
# expect: OrderedDict mutated during iteration
