"""Helpers for tests that use the file system."""

import collections.abc
import contextlib
import os
import unittest
import warnings

TESTFN_ASCII = f"@test_{os.getpid()}_tmp"
TESTFN = TESTFN_ASCII
TESTFN_UNICODE = TESTFN_ASCII + "-\u00e0\u00f2\u0258\u0141\u011f"
TESTFN_NONASCII = TESTFN_UNICODE
TESTFN_UNENCODABLE = None
TESTFN_UNDECODABLE = None
FS_NONASCII = "\u00e6"
SAVEDCWD = os.getcwd()


def _rmtree(path):
    for name in os.listdir(path):
        full = os.path.join(path, name)
        if os.path.isdir(full) and not os.path.islink(full):
            _rmtree(full)
        else:
            os.unlink(full)
    os.rmdir(path)


def unlink(filename):
    """Remove a file, if it is there."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(filename)


def rmdir(dirname):
    """Remove an empty folder, if it is there."""
    with contextlib.suppress(FileNotFoundError):
        os.rmdir(dirname)


def rmtree(path):
    """Remove a folder and what is in it, if it is there."""
    with contextlib.suppress(FileNotFoundError):
        _rmtree(path)


def create_empty_file(filename):
    """Make a file with nothing in it."""
    with open(filename, "wb"):
        pass


@contextlib.contextmanager
def temp_dir(path=None, quiet=False):
    """A folder for the block."""
    made = False
    if path is None:
        path = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"weft-test-{os.getpid()}")
        number = 0
        while os.path.exists(f"{path}-{number}"):
            number += 1
        path = f"{path}-{number}"
    try:
        os.mkdir(path)
        made = True
    except OSError as error:
        if not quiet:
            raise
        warnings.warn(f"no folder {path!r}: {error}", RuntimeWarning, stacklevel=3)
    try:
        yield path
    finally:
        if made:
            rmtree(path)


@contextlib.contextmanager
def change_cwd(path, quiet=False):
    """Work in another folder for the block."""
    saved = os.getcwd()
    try:
        os.chdir(os.path.realpath(path))
    except OSError as error:
        if not quiet:
            raise
        warnings.warn(f"cannot work in {path!r}: {error}", RuntimeWarning, stacklevel=3)
    try:
        yield os.getcwd()
    finally:
        os.chdir(saved)


@contextlib.contextmanager
def temp_cwd(name="tempcwd", quiet=False):
    """Work in a folder made for the block."""
    with temp_dir(path=name, quiet=quiet) as path:
        with change_cwd(path, quiet=quiet) as folder:
            yield folder


def can_symlink():
    """Can this system make symbolic links?"""
    return hasattr(os, "symlink")


def skip_unless_symlink(test):
    """Skip the test where there are no symbolic links."""
    return test if can_symlink() else unittest.skip("needs symbolic links")(test)


class FakePath:
    """An object whose path is given, or is an error to raise."""

    def __init__(self, path):
        self.path = path

    def __repr__(self):
        return f"<FakePath {self.path!r}>"

    def __fspath__(self):
        if isinstance(self.path, BaseException) or (
                isinstance(self.path, type) and issubclass(self.path, BaseException)):
            raise self.path
        return self.path


class EnvironmentVarGuard(collections.abc.MutableMapping):
    """os.environ, which is afterwards as it was before."""

    def __init__(self):
        self._environ = os.environ
        self._before = {}

    def _remember(self, name):
        self._before.setdefault(name, self._environ.get(name))

    def __getitem__(self, name):
        return self._environ[name]

    def __setitem__(self, name, value):
        self._remember(name)
        self._environ[name] = value

    def __delitem__(self, name):
        self._remember(name)
        self._environ.pop(name, None)

    def __iter__(self):
        return iter(self._environ)

    def __len__(self):
        return len(self._environ)

    def set(self, name, value):
        """Set a variable."""
        self[name] = value

    def unset(self, *names):
        """Remove variables."""
        for name in names:
            del self[name]

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        for name, value in self._before.items():
            if value is None:
                self._environ.pop(name, None)
            else:
                self._environ[name] = value
