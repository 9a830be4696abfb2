"""A framework for tests: cases, suites, a loader, and a runner with text output.

    import unittest

    class TestSums(unittest.TestCase):
        def test_small(self):
            self.assertEqual(1 + 1, 2)

    if __name__ == "__main__":
        unittest.main()
"""

__all__ = [
    "IsolatedAsyncioTestCase", "TestResult", "TestCase", "TestSuite", "TextTestRunner",
    "TestLoader", "FunctionTestCase", "main", "defaultTestLoader", "SkipTest", "skip", "skipIf",
    "skipUnless", "expectedFailure", "TextTestResult", "installHandler", "registerResult",
    "removeResult", "removeHandler", "addModuleCleanup", "doModuleCleanups",
    "enterModuleContext", "getTestCaseNames", "makeSuite", "findTestCases",
]

# Frames of modules that have this name do not show in the tracebacks of failures.
__unittest = True

from .result import TestResult
from .case import (FunctionTestCase, SkipTest, TestCase, addModuleCleanup, doModuleCleanups,
                   enterModuleContext, expectedFailure, skip, skipIf, skipUnless)
from .suite import BaseTestSuite, TestSuite
from .loader import (TestLoader, defaultTestLoader, findTestCases, getTestCaseNames, makeSuite)
from .main import TestProgram, main
from .runner import TextTestResult, TextTestRunner
from .signals import installHandler, registerResult, removeHandler, removeResult


def load_tests(loader, tests, pattern):
    """Let the package's own tests be found from its folder."""
    import os.path
    return loader.discover(start_dir=os.path.dirname(__file__), pattern=pattern)


def __dir__():
    return globals().keys() | {"IsolatedAsyncioTestCase"}


def __getattr__(name):
    # Only for those who use it: it needs asyncio.
    if name == "IsolatedAsyncioTestCase":
        global IsolatedAsyncioTestCase
        from .async_case import IsolatedAsyncioTestCase
        return IsolatedAsyncioTestCase
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
