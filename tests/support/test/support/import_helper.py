"""Helpers for tests that import modules in unusual ways."""

import contextlib
import importlib
import os
import sys
import unittest
import warnings


@contextlib.contextmanager
def _ignore_deprecated_imports(ignore=True):
    with warnings.catch_warnings():
        if ignore:
            warnings.simplefilter("ignore", DeprecationWarning)
        yield


def import_module(name, deprecated=False, *, required_on=()):
    """Import a module, or skip the test when there is none."""
    with _ignore_deprecated_imports(deprecated):
        try:
            return importlib.import_module(name)
        except ImportError as error:
            raise unittest.SkipTest(str(error)) from None


def _belongs(module, name):
    return module == name or module.startswith(name + ".")


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False):
    """A new copy of a module, with the fresh ones anew too and the blocked ones not importable.

    sys.modules is afterwards as it was. A module that cannot do without a blocked one, because there
    is no second version of what is native here, comes as it is; None when there is no such module.
    """
    with _ignore_deprecated_imports(deprecated):
        anew = {name, *fresh}
        saved = {module: value for module, value in list(sys.modules.items())
                 if any(_belongs(module, one) for one in anew) or module in blocked}
        for module in saved:
            del sys.modules[module]
        for module in blocked:
            sys.modules[module] = None
        try:
            for module in fresh:
                importlib.import_module(module)
            return importlib.import_module(name)
        except ImportError:
            if not blocked:
                return None
        finally:
            for module in list(sys.modules):
                if any(_belongs(module, one) for one in anew) or module in blocked:
                    del sys.modules[module]
            sys.modules.update(saved)
    return import_fresh_module(name, fresh, deprecated=deprecated)


def unload(name):
    """Forget an imported module."""
    sys.modules.pop(name, None)


def forget(modname):
    """Forget an imported module; there are no compiled files to remove."""
    unload(modname)


def modules_setup():
    """What is imported now, for modules_cleanup."""
    return sys.modules.copy(),


def modules_cleanup(oldmodules):
    """Forget what was imported since modules_setup."""
    sys.modules.clear()
    sys.modules.update(oldmodules)


@contextlib.contextmanager
def isolated_modules():
    """sys.modules is afterwards as it was before."""
    saved = modules_setup()
    try:
        yield
    finally:
        modules_cleanup(*saved)


class CleanImport:
    """Import the named modules anew in the block."""

    def __init__(self, *names, usefrozen=False):
        self.original = sys.modules.copy()
        for name in names:
            sys.modules.pop(name, None)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        sys.modules.update(self.original)


class DirsOnSysPath:
    """Put folders on sys.path for the block."""

    def __init__(self, *paths):
        self.original = sys.path[:]
        sys.path.extend(paths)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        sys.path[:] = self.original


@contextlib.contextmanager
def ready_to_import(name=None, source=""):
    """A temporary module on sys.path; the block gets its name and path."""
    from test.support import os_helper
    name = name or "spam"
    with os_helper.temp_dir() as folder:
        path = os.path.join(folder, name + ".py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
        sys.path.insert(0, folder)
        old = sys.modules.pop(name, None)
        try:
            yield name, path
        finally:
            sys.path.remove(folder)
            if old is not None:
                sys.modules[name] = old
            else:
                sys.modules.pop(name, None)


def make_legacy_pyc(source):
    """There are no compiled files."""
    raise unittest.SkipTest("tests CPython's compiled files")
