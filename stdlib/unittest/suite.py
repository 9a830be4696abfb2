"""Groups of tests, with the fixtures of classes and modules."""

import sys

from . import case, util

__unittest = True


def _call_if_exists(parent, attr):
    getattr(parent, attr, lambda: None)()


class BaseTestSuite:
    """A group of tests and other groups, without fixtures for classes and modules."""

    _cleanup = True

    def __init__(self, tests=()):
        self._tests = []
        self._removed_tests = 0
        self.addTests(tests)

    def __repr__(self):
        return f"<{util.strclass(type(self))} tests={list(self)}>"

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return list(self) == list(other)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        """How many tests there are in it."""
        return self._removed_tests + sum([test.countTestCases() for test in self if test])

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (case.TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them "
                            "to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def run(self, result):
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        return result

    def _removeTestAtIndex(self, index):
        """Let go of a test that was run, so that it does not keep alive what it made."""
        try:
            test = self._tests[index]
        except TypeError:
            return  # a subclass that keeps its tests otherwise
        if hasattr(test, "countTestCases"):
            self._removed_tests += test.countTestCases()
        self._tests[index] = None

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the tests and let errors through."""
        for test in self:
            test.debug()


class TestSuite(BaseTestSuite):
    """A group of tests that runs setUpClass, setUpModule and their partners where they belong."""

    def run(self, result, debug=False):
        outermost = not getattr(result, "_testRunEntered", False)
        if outermost:
            result._testRunEntered = True
        for index, test in enumerate(self):
            if result.shouldStop:
                break
            if _isnotsuite(test):
                self._tearDownPreviousClass(test, result)
                self._handleModuleFixture(test, result)
                self._handleClassSetUp(test, result)
                result._previousTestClass = type(test)
                if (getattr(type(test), "_classSetupFailed", False)
                        or getattr(result, "_moduleSetUpFailed", False)):
                    continue
            if debug:
                test.debug()
            else:
                test(result)
            if self._cleanup:
                self._removeTestAtIndex(index)
        if outermost:
            self._tearDownPreviousClass(None, result)
            self._handleModuleTearDown(result)
            result._testRunEntered = False
        return result

    def debug(self):
        self.run(_DebugResult(), True)

    # Fixtures of classes.

    def _handleClassSetUp(self, test, result):
        current = type(test)
        if current == getattr(result, "_previousTestClass", None):
            return
        if result._moduleSetUpFailed or getattr(current, "__unittest_skip__", False):
            return
        try:
            current._classSetupFailed = False
        except TypeError:
            pass  # a native type has no fixtures anyway
        failed = False
        setUpClass = getattr(current, "setUpClass", None)
        if setUpClass is None:
            return
        _call_if_exists(result, "_setupStdout")
        try:
            try:
                setUpClass()
            except Exception as error:
                if isinstance(result, _DebugResult):
                    raise
                failed = True
                try:
                    current._classSetupFailed = True
                except TypeError:
                    pass
                self._addFixtureError(result, error, "setUpClass", util.strclass(current))
            if failed:
                self._cleanUpClass(current, result, "setUpClass")
        finally:
            _call_if_exists(result, "_restoreStdout")

    def _cleanUpClass(self, cls, result, fixture):
        doClassCleanups = getattr(cls, "doClassCleanups", None)
        if doClassCleanups is None:
            return
        doClassCleanups()
        for exc_info in cls.tearDown_exceptions:
            if isinstance(result, _DebugResult):
                raise exc_info[1]
            self._addFixtureError(result, exc_info[1], fixture, util.strclass(cls), exc_info)

    def _tearDownPreviousClass(self, test, result):
        previous = getattr(result, "_previousTestClass", None)
        if previous is None or previous == type(test):
            return
        if (getattr(previous, "_classSetupFailed", False)
                or getattr(result, "_moduleSetUpFailed", False)
                or getattr(previous, "__unittest_skip__", False)):
            return
        tearDownClass = getattr(previous, "tearDownClass", None)
        if tearDownClass is None and getattr(previous, "doClassCleanups", None) is None:
            return
        _call_if_exists(result, "_setupStdout")
        try:
            if tearDownClass is not None:
                try:
                    tearDownClass()
                except Exception as error:
                    if isinstance(result, _DebugResult):
                        raise
                    self._addFixtureError(result, error, "tearDownClass",
                                          util.strclass(previous))
            self._cleanUpClass(previous, result, "tearDownClass")
        finally:
            _call_if_exists(result, "_restoreStdout")

    # Fixtures of modules.

    def _get_previous_module(self, result):
        previous = getattr(result, "_previousTestClass", None)
        return None if previous is None else previous.__module__

    def _handleModuleFixture(self, test, result):
        current = type(test).__module__
        if current == self._get_previous_module(result):
            return
        self._handleModuleTearDown(result)
        result._moduleSetUpFailed = False
        module = sys.modules.get(current)
        setUpModule = getattr(module, "setUpModule", None)
        if setUpModule is None:
            return
        _call_if_exists(result, "_setupStdout")
        try:
            try:
                setUpModule()
            except Exception as error:
                if isinstance(result, _DebugResult):
                    raise
                result._moduleSetUpFailed = True
                self._addFixtureError(result, error, "setUpModule", current)
            if result._moduleSetUpFailed:
                self._cleanUpModules(result, "setUpModule", current)
        finally:
            _call_if_exists(result, "_restoreStdout")

    def _cleanUpModules(self, result, fixture, name):
        try:
            case.doModuleCleanups()
        except Exception as error:
            if isinstance(result, _DebugResult):
                raise
            self._addFixtureError(result, error, fixture, name)

    def _handleModuleTearDown(self, result):
        previous = self._get_previous_module(result)
        if previous is None or result._moduleSetUpFailed:
            return
        module = sys.modules.get(previous)
        if module is None:
            return
        _call_if_exists(result, "_setupStdout")
        try:
            tearDownModule = getattr(module, "tearDownModule", None)
            if tearDownModule is not None:
                try:
                    tearDownModule()
                except Exception as error:
                    if isinstance(result, _DebugResult):
                        raise
                    self._addFixtureError(result, error, "tearDownModule", previous)
            self._cleanUpModules(result, "tearDownModule", previous)
        finally:
            _call_if_exists(result, "_restoreStdout")

    def _addFixtureError(self, result, exception, fixture, parent, exc_info=None):
        error = _ErrorHolder(f"{fixture} ({parent})")
        addSkip = getattr(result, "addSkip", None)
        if addSkip is not None and isinstance(exception, case.SkipTest):
            addSkip(error, str(exception))
        else:
            result.addError(error, exc_info or sys.exc_info())


class _ErrorHolder:
    """Stands in the result where a test would, for an error in a fixture."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"

    def __str__(self):
        return self.id()

    def run(self, result):
        pass

    def __call__(self, result):
        return self.run(result)

    def countTestCases(self):
        return 0


def _isnotsuite(test):
    try:
        iter(test)
    except TypeError:
        return True
    return False


class _DebugResult:
    """What TestSuite.debug needs of a result."""

    _previousTestClass = None
    _moduleSetUpFailed = False
    shouldStop = False
