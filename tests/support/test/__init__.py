"""CPython's test package, with Weft's own test.support in front of it."""

import os

_cpython = os.environ.get("WEFT_CPYTHON_TESTS")
if _cpython:
    __path__.append(_cpython)
