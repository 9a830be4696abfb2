"""Objects in place of what a missing module would hold: whoever uses one skips the test."""

import unittest


def skip(module):
    """Skip the running test for want of a module."""
    raise unittest.SkipTest(f"needs {module}")


class _MissingType(type):
    """A class that can be named, in isinstance and except too, and not be used."""

    def __call__(cls, *args, **kwargs):
        skip(cls.module)

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return missing(cls.module, name)


class _MissingFunction:
    def __init__(self, module, name):
        self.module = module
        self.__name__ = name

    def __call__(self, *args, **kwargs):
        skip(self.module)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return missing(self.module, name)


def missing(module, name):
    """What stands for a name of the module: classes begin with a capital letter."""
    if name.startswith("__"):
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    if name[:1].isupper():
        bases = (Exception,) if name.endswith(("Error", "Exception")) else (object,)
        if bases == (Exception,):
            return type(name, bases, {})
        return _MissingType(name, bases, {"module": module})
    return _MissingFunction(module, name)
