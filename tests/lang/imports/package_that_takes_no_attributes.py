# What a package has put in its own place may refuse attributes: that is no more than a warning.
import os
import sys
import tempfile
import warnings

with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    os.mkdir(os.path.join(folder, "narrow"))
    with open(os.path.join(folder, "narrow", "__init__.py"), "w") as file:
        file.write("""
import sys

class Narrow:
    __slots__ = ()
    __path__, __name__, __spec__ = __path__, __name__, __spec__

sys.modules[__name__] = Narrow()
""")
    for name in "first", "second":
        with open(os.path.join(folder, "narrow", name + ".py"), "w") as file:
            file.write("x = 1\n")
    with warnings.catch_warnings(record=True) as shown:
        warnings.simplefilter("always")
        import narrow.first
    print(sys.modules["narrow.first"].x, [str(w.message) for w in shown])
    # expect: 1 ["Cannot set an attribute on 'narrow' for child module 'first'"]
    warnings.simplefilter("error")
    try:
        import narrow.second
    except ImportWarning as e:
        print(e)
        # expect: Cannot set an attribute on 'narrow' for child module 'second'
