# object.__new__, and copyreg's function that calls __new__, make no instances of types that scripts
# cannot call: what is in such an object only the runtime can put there.
import copyreg
import os
import re
import types


def generate():
    yield


samples = [generate(), {}.keys(), len, iter([]), iter({}), iter(""), [].append,
           type.__dict__["__doc__"]]
for cls in [re.Match, re.Pattern, os.DirEntry, types.UnionType] + [type(x) for x in samples]:
    for make in object.__new__, copyreg.__newobj__:
        try:
            make(cls)
        except TypeError:
            continue
        print("made", cls)
try:
    object.__new__(re.Match)
except TypeError as error:
    print(error)  # expect: object.__new__(re.Match) is not safe, use re.Match.__new__()
