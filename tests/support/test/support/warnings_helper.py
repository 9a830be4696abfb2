"""Helpers for tests of warnings."""

import contextlib
import functools
import re
import sys
import warnings


class WarningsRecorder:
    """The warnings of a block: a list, whose newest also lends its attributes."""

    def __init__(self, log):
        self._log = log
        self._seen = 0

    def __getattr__(self, name):
        if len(self._log) > self._seen:
            return getattr(self._log[-1], name)
        if name in ("message", "category", "filename", "lineno", "file", "line", "source"):
            return None
        raise AttributeError(f"{self!r} has no attribute {name!r}")

    @property
    def warnings(self):
        """Those since the last reset."""
        return self._log[self._seen:]

    def reset(self):
        """Forget what came so far."""
        self._seen = len(self._log)


@contextlib.contextmanager
def _recorded(filters, quiet):
    # Modules remember where they warned; forget it, so that everything warns again.
    caller = sys._getframe(2).f_globals
    caller.get("__warningregistry__", {}).clear()
    with warnings.catch_warnings(record=True) as log:
        sys.modules["warnings"].simplefilter("always")
        yield WarningsRecorder(log)
    rest = list(log)
    missing = []
    for message, category in filters:
        matches = [one for one in rest if issubclass(one.category, category)
                   and re.match(message, str(one.message), re.IGNORECASE)]
        for one in matches:
            rest.remove(one)
        if not matches and not quiet:
            missing.append((message, category.__name__))
    if rest:
        raise AssertionError(f"unhandled warning {rest[0]}")
    if missing:
        raise AssertionError(f"filter {missing[0]} did not catch any warning")


@contextlib.contextmanager
def check_warnings(*filters, quiet=None):
    """Exactly the warnings that the filters describe come in the block."""
    if not filters:
        filters = (("", Warning),)
        if quiet is None:
            quiet = True
    manager = _recorded(filters, quiet)
    with manager as recorder:
        yield recorder


@contextlib.contextmanager
def check_no_warnings(testcase, message="", category=Warning, force_gc=False):
    """No such warning comes in the block."""
    from test.support import gc_collect
    with warnings.catch_warnings(record=True) as log:
        warnings.filterwarnings("always", message=message, category=category)
        yield
        if force_gc:
            gc_collect()
    testcase.assertEqual(log, [])


def check_no_resource_warning(testcase):
    """No ResourceWarning comes in the block."""
    return check_no_warnings(testcase, category=ResourceWarning, force_gc=True)


def check_syntax_warning(testcase, statement, errtext="", *, lineno=1, offset=None):
    """Compiling the statement warns, and with warnings as errors it is a SyntaxError."""
    from test.support import check_syntax_error
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("always", SyntaxWarning)
        compile(statement, "<testcase>", "exec")
    testcase.assertEqual(len(log), 1, log)
    warning = log[0]
    testcase.assertTrue(issubclass(warning.category, SyntaxWarning))
    if errtext:
        testcase.assertRegex(str(warning.message), errtext)
    testcase.assertEqual(warning.filename, "<testcase>")
    if lineno is not None:
        testcase.assertEqual(warning.lineno, lineno)
    with warnings.catch_warnings(record=True) as log:
        warnings.simplefilter("error", SyntaxWarning)
        check_syntax_error(testcase, statement, errtext, lineno=lineno, offset=offset)
    testcase.assertEqual(log, [])


def ignore_warnings(*, category):
    """A decorator: the test's warnings of this category are nobody's business."""
    def decorate(test):
        @functools.wraps(test)
        def wrapper(self, *args, **kwargs):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category=category)
                return test(self, *args, **kwargs)
        return wrapper
    return decorate


@contextlib.contextmanager
def save_restore_warnings_filters():
    """The filters are afterwards as they were."""
    saved = warnings.filters[:]
    try:
        yield
    finally:
        warnings.filters[:] = saved
