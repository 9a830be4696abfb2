"""Runs one of CPython's test files and writes one line a test, as it happens.

    runner.py MODULE [SKIP-FILE]

MODULE is a file of the test package, or ctypes.test.NAME for those of ctypes, which are elsewhere.
SKIP-FILE names tests, one a line, that are not to be run again: they ended the process before. The
lines, to standard output's descriptor 3 when it is open:

    start ID            the test begins
    pass|fail|skip ID [REASON]
    broken REASON       the file does not load
    done                the file was run to its end
"""

import os
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
SUPPORT = os.path.join(os.path.dirname(HERE), "support")
REPORT = os.fdopen(3, "w", encoding="utf-8", errors="backslashreplace")


def report(*words):
    """Write a line, at once."""
    print(*(str(word).replace("\n", "\\n") for word in words), file=REPORT, flush=True)


class Result(unittest.TestResult):
    """Reports each test. A test whose subtests fail has failed; skipped subtests do not count."""

    def __init__(self):
        super().__init__()
        self.outcome = None

    def startTest(self, test):
        super().startTest(test)
        self.outcome = None
        report("start", test.id())

    def stopTest(self, test):
        super().stopTest(test)
        kind, reason = self.outcome or ("pass", "")
        report(kind, test.id(), reason)

    def note(self, kind, reason):
        """The first failure counts; a skip counts only if nothing failed."""
        if self.outcome is None or (self.outcome[0] == "skip" and kind == "fail"):
            self.outcome = (kind, reason)

    def addError(self, test, err):
        if not isinstance(test, unittest.TestCase):
            report("fail", test.id(), explain(err))  # setUpClass or setUpModule
            return
        self.note("fail", explain(err))

    addFailure = addError

    def addSkip(self, test, reason):
        if not isinstance(test, unittest.TestCase):
            report("skip", test.id(), reason)
            return
        self.note("skip", reason)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.note("fail", f"{subtest}: {explain(err)}")

    def addUnexpectedSuccess(self, test):
        self.note("fail", "unexpected success")

    def addExpectedFailure(self, test, err):
        pass


def explain(err):
    """An exception in one line, with the place in the test file."""
    place = ""
    tb = err[2]
    while tb is not None:
        name = tb.tb_frame.f_code.co_filename
        if "/test/" in name and "/support/" not in name:
            place = f" (line {tb.tb_lineno})"
        tb = tb.tb_next
    try:
        text = str(err[1])
    except Exception:
        text = "(no message)"
    return f"{err[0].__name__}: {text[:300]}{place}"


def without(suite, names):
    """The suite without the tests of these names."""
    kept = unittest.TestSuite()
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            kept.addTest(without(test, names))
        elif test.id() not in names:
            kept.addTest(test)
    return kept


def add_mock():
    """unittest.mock, when unittest has none."""
    try:
        import unittest.mock
    except ImportError:
        import mock
        sys.modules["unittest.mock"] = unittest.mock = mock


def module_name(name):
    """The name to import; CPython's tests of ctypes lie beside its ctypes."""
    if not name.startswith("ctypes."):
        return "test." + name
    import ctypes
    library = os.path.dirname(os.environ["WEFT_CPYTHON_TESTS"])
    ctypes.__path__.append(os.path.join(library, "ctypes"))
    return name


def main():
    names = set()
    if len(sys.argv) > 2:
        with open(sys.argv[2], encoding="utf-8") as file:
            names = set(file.read().splitlines())
    sys.path[0] = SUPPORT
    stand_ins = os.path.join(SUPPORT, "stand_ins")
    if os.environ.get("WEFT_STAND_INS") == "first":
        sys.path.insert(1, stand_ins)
    else:
        sys.path.append(stand_ins)
    add_mock()
    try:
        suite = unittest.defaultTestLoader.loadTestsFromName(module_name(sys.argv[1]))
    except unittest.SkipTest as reason:
        report("broken", f"skipped: {reason}")
        return
    except BaseException as error:
        report("broken", f"{type(error).__name__}: {error}")
        return
    for error in unittest.defaultTestLoader.errors:
        report("broken", error.strip().splitlines()[-1])
    without(suite, names).run(Result())
    report("done")


if __name__ == "__main__":
    main()
