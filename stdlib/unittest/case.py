"""Test cases: one object a test, with all the assert methods."""

import sys
import traceback
import types
import warnings
from contextlib import AbstractContextManager, contextmanager
from functools import wraps

from . import result
from .util import (_common_shorten_repr, _count_diff_all_purpose, _count_diff_hashable,
                   safe_repr, strclass)

__unittest = True

_subtest_msg_sentinel = object()

DIFF_OMITTED = "\nDiff is %s characters long. Set self.maxDiff to None to see it."


class SkipTest(Exception):
    """Raised in a test to leave it; the test counts as skipped."""


class _ShouldStop(Exception):
    """Leaves a test after a part of it has failed and no more is to run."""


class _Outcome:
    """What has become of the test that runs now."""

    def __init__(self, result=None):
        self.result = result
        self.result_supports_subtests = hasattr(result, "addSubTest")
        self.expecting_failure = False
        self.expectedFailure = None
        self.success = True

    @contextmanager
    def testPartExecutor(self, test_case, subTest=False):
        """Run a part of a test and report to the result what it raises."""
        earlier = self.success
        self.success = True
        try:
            yield
        except KeyboardInterrupt:
            raise
        except SkipTest as skipped:
            self.success = False
            _addSkip(self.result, test_case, str(skipped))
        except _ShouldStop:
            # The cause has been reported.
            pass
        except:
            exc_info = sys.exc_info()
            if self.expecting_failure:
                self.expectedFailure = exc_info
            elif subTest:
                self.success = False
                self.result.addSubTest(test_case.test_case, test_case, exc_info)
            else:
                self.success = False
                _addError(self.result, test_case, exc_info)
            exc_info = None  # it refers to this frame
        else:
            if subTest and self.success:
                self.result.addSubTest(test_case.test_case, test_case, None)
        finally:
            self.success = self.success and earlier


def _addSkip(result, test_case, reason):
    addSkip = getattr(result, "addSkip", None)
    if addSkip is not None:
        addSkip(test_case, reason)
    else:
        warnings.warn("TestResult has no addSkip method, skips not reported", RuntimeWarning, 2)
        result.addSuccess(test_case)


def _addError(result, test, exc_info):
    if result is not None and exc_info is not None:
        if issubclass(exc_info[0], test.failureException):
            result.addFailure(test, exc_info)
        else:
            result.addError(test, exc_info)


def _enter_context(cm, addcleanup):
    cls = type(cm)
    try:
        enter = cls.__enter__
        exit = cls.__exit__
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the "
                        "context manager protocol") from None
    entered = enter(cm)
    addcleanup(exit, cm, None, None, None)
    return entered


_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    """Have a function called after all tests of the module, also when setUpModule fails."""
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    """Enter a context manager, and leave it after all tests of the module."""
    return _enter_context(cm, addModuleCleanup)


def doModuleCleanups():
    """Call what addModuleCleanup registered, last one first."""
    errors = []
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as error:
            errors.append(error)
    if errors:
        raise errors[0]


def skip(reason):
    """Decorator: do not run this test or class."""
    def decorator(item):
        if not isinstance(item, type):
            @wraps(item)
            def skipped(*args, **kwargs):
                raise SkipTest(reason)
            item = skipped
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item

    if isinstance(reason, types.FunctionType):
        # Used without a reason.
        function, reason = reason, ""
        return decorator(function)
    return decorator


def _unchanged(item):
    return item


def skipIf(condition, reason):
    """Decorator: do not run it if the condition is true."""
    return skip(reason) if condition else _unchanged


def skipUnless(condition, reason):
    """Decorator: run it only if the condition is true."""
    return _unchanged if condition else skip(reason)


def expectedFailure(test_item):
    """Decorator: the test is expected to fail."""
    test_item.__unittest_expecting_failure__ = True
    return test_item


def _is_subtype(expected, basetype):
    if isinstance(expected, tuple):
        return all(_is_subtype(item, basetype) for item in expected)
    return isinstance(expected, type) and issubclass(expected, basetype)


class _BaseTestCaseContext:
    def __init__(self, test_case):
        self.test_case = test_case

    def _raiseFailure(self, standardMsg):
        raise self.test_case.failureException(
            self.test_case._formatMessage(self.msg, standardMsg))


def _name_of(item):
    try:
        return item.__name__
    except AttributeError:
        return str(item)


class _AssertRaisesBaseContext(_BaseTestCaseContext):
    def __init__(self, expected, test_case, expected_regex=None):
        super().__init__(test_case)
        self.expected = expected
        if expected_regex is not None:
            import re
            expected_regex = re.compile(expected_regex)
        self.expected_regex = expected_regex
        self.obj_name = None
        self.msg = None

    def handle(self, name, args, kwargs):
        """Without a callable: be a context manager. With one: call it inside of it."""
        try:
            if not _is_subtype(self.expected, self._base_type):
                raise TypeError(f"{name}() arg 1 must be {self._base_type_str}")
            if not args:
                self.msg = kwargs.pop("msg", None)
                if kwargs:
                    raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for "
                                    "this function")
                return self
            function, *args = args
            self.obj_name = _name_of(function)
            with self:
                function(*args, **kwargs)
        finally:
            self = None  # the frame of a failure would keep it alive

    def _fail(self, what):
        name = _name_of(self.expected)
        self._raiseFailure(f"{name} not {what} by {self.obj_name}" if self.obj_name
                           else f"{name} not {what}")

    def _check_regex(self, value):
        if not self.expected_regex.search(str(value)):
            self._raiseFailure(f'"{self.expected_regex.pattern}" does not match "{value}"')


class _AssertRaisesContext(_AssertRaisesBaseContext):
    """The context manager of assertRaises and assertRaisesRegex."""

    _base_type = BaseException
    _base_type_str = "an exception type or tuple of exception types"

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._fail("raised")
        traceback.clear_frames(tb)
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.expected_regex is not None:
            self._check_regex(exc_value)
        return True

    __class_getitem__ = classmethod(types.GenericAlias)


class _AssertWarnsContext(_AssertRaisesBaseContext):
    """The context manager of assertWarns and assertWarnsRegex."""

    _base_type = Warning
    _base_type_str = "a warning type or tuple of warning types"

    def __enter__(self):
        # A warning that was shown once in a module would not be shown again.
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self.warnings_manager = warnings.catch_warnings(record=True)
        self.warnings = self.warnings_manager.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self.warnings_manager.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        first = None
        for caught in self.warnings:
            message = caught.message
            if not isinstance(message, self.expected):
                continue
            if first is None:
                first = message
            if self.expected_regex is not None and not self.expected_regex.search(str(message)):
                continue
            self.warning = message
            self.filename = caught.filename
            self.lineno = caught.lineno
            return
        if first is not None:
            self._check_regex(first)
        self._fail("triggered")


class TestCase:
    """A test. Subclasses define methods whose names begin with "test".

    The loader makes one object for each such method; setUp runs before it and tearDown after
    it. `failureException` is what failing assertions raise. `longMessage`: a message given to an
    assert method is added to its own one. `maxDiff`: longer differences are not shown.
    """
    # What has two underscores is this class's alone: subclasses may have those names too.

    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    # Longer texts are compared without showing the difference: that could take for ever.
    _diffThreshold = 2 ** 16

    _classSetupFailed = False
    _class_cleanups = ()
    tearDown_exceptions = ()

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = "No test"
        try:
            method = getattr(self, methodName)
        except AttributeError:
            if methodName != "runTest":
                # A case without a method is good for its assert methods.
                raise ValueError(f"no such test method in {type(self)}: {methodName}") from None
        else:
            self._testMethodDoc = method.__doc__
        self._cleanups = []
        self._subtest = None
        self._typeEqualityFuncs = {
            dict: "assertDictEqual", list: "assertListEqual", tuple: "assertTupleEqual",
            set: "assertSetEqual", frozenset: "assertSetEqual", str: "assertMultiLineEqual",
        }

    # Fixtures and clean-up.

    def setUp(self):
        """Runs before each test."""

    def tearDown(self):
        """Runs after each test for which setUp was successful."""

    @classmethod
    def setUpClass(cls):
        """Runs before the tests of the class."""

    @classmethod
    def tearDownClass(cls):
        """Runs after the tests of the class."""

    def addTypeEqualityFunc(self, typeobj, function):
        """Have assertEqual use a function (first, second, msg=None) for two objects of a type."""
        self._typeEqualityFuncs[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        """Have a function called after tearDown, last one first, also if setUp failed."""
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        """Enter a context manager, and leave it after the test."""
        return _enter_context(cm, self.addCleanup)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        """Have a function called after tearDownClass."""
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        """Enter a context manager, and leave it after the tests of the class."""
        return _enter_context(cm, cls.addClassCleanup)

    @classmethod
    def doClassCleanups(cls):
        """Call what addClassCleanup registered; errors are noted in tearDown_exceptions."""
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def doCleanups(self):
        """Call what addCleanup registered."""
        outcome = self._outcome or _Outcome()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.testPartExecutor(self):
                self._callCleanup(function, *args, **kwargs)
        return outcome.success

    # What it is.

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return result.TestResult()

    def shortDescription(self):
        """The first line of the method's docstring, or None."""
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def id(self):
        return f"{strclass(type(self))}.{self._testMethodName}"

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return f"{self._testMethodName} ({strclass(type(self))}.{self._testMethodName})"

    def __repr__(self):
        return f"<{strclass(type(self))} testMethod={self._testMethodName}>"

    # Running.

    @contextmanager
    def subTest(self, msg=_subtest_msg_sentinel, **params):
        """A part of the test whose failure does not end the test; message and values are shown."""
        if self._outcome is None or not self._outcome.result_supports_subtests:
            yield
            return
        outer = self._subtest
        if outer is not None:
            params = params | {key: value for key, value in outer.params.items()
                               if key not in params}
        self._subtest = _SubTest(self, msg, params)
        try:
            with self._outcome.testPartExecutor(self._subtest, subTest=True):
                yield
            if not self._outcome.success:
                failfast = getattr(self._outcome.result, "failfast", False)
                if failfast:
                    raise _ShouldStop
            elif self._outcome.expectedFailure:
                # The test has failed as expected: nothing more to see.
                raise _ShouldStop
        finally:
            self._subtest = outer

    def _addExpectedFailure(self, result, exc_info):
        add = getattr(result, "addExpectedFailure", None)
        if add is not None:
            add(self, exc_info)
        else:
            warnings.warn("TestResult has no addExpectedFailure method, reporting as passes",
                          RuntimeWarning)
            result.addSuccess(self)

    def _addUnexpectedSuccess(self, result):
        add = getattr(result, "addUnexpectedSuccess", None)
        if add is not None:
            add(self)
            return
        warnings.warn("TestResult has no addUnexpectedSuccess method, reporting as failure",
                      RuntimeWarning)
        # The result wants a traceback, so raise something.
        try:
            raise _UnexpectedSuccess from None
        except _UnexpectedSuccess:
            result.addFailure(self, sys.exc_info())

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        if method() is not None:
            warnings.warn("It is deprecated to return a value that is not None from a test case "
                          f"({method})", DeprecationWarning, stacklevel=4)

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def __skipped(self, method):
        """Whether it is not to be run, and why."""
        for place in (type(self), method):
            if getattr(place, "__unittest_skip__", False):
                return True, (getattr(type(self), "__unittest_skip_why__", "")
                              or getattr(method, "__unittest_skip_why__", ""))
        return False, ""

    def run(self, result=None):
        """Run the test and report to a result; without one, to a new one. Returns it."""
        stopTestRun = None
        if result is None:
            result = self.defaultTestResult()
            startTestRun = getattr(result, "startTestRun", None)
            if startTestRun is not None:
                stopTestRun = getattr(result, "stopTestRun", None)
                startTestRun()
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            skipped, reason = self.__skipped(method)
            if skipped:
                _addSkip(result, self, reason)
            else:
                self.__run(result, method)
            return result
        finally:
            result.stopTest(self)
            if stopTestRun is not None:
                stopTestRun()

    def __run(self, result, method):
        expecting = (getattr(self, "__unittest_expecting_failure__", False)
                     or getattr(method, "__unittest_expecting_failure__", False))
        outcome = _Outcome(result)
        try:
            self._outcome = outcome
            with outcome.testPartExecutor(self):
                self._callSetUp()
            if outcome.success:
                outcome.expecting_failure = expecting
                with outcome.testPartExecutor(self):
                    self._callTestMethod(method)
                outcome.expecting_failure = False
                with outcome.testPartExecutor(self):
                    self._callTearDown()
            self.doCleanups()
            self.__report(result, outcome, expecting)
        finally:
            outcome.expectedFailure = None  # its traceback refers to this frame
            outcome = None
            self._outcome = None

    def __report(self, result, outcome, expecting):
        """Report the outcome, unless it is a failure, which has been reported already."""
        if not outcome.success:
            return
        if not expecting:
            result.addSuccess(self)
        elif outcome.expectedFailure:
            self._addExpectedFailure(result, outcome.expectedFailure)
        else:
            self._addUnexpectedSuccess(result)

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the test and let errors through."""
        method = getattr(self, self._testMethodName)
        skipped, reason = self.__skipped(method)
        if skipped:
            raise SkipTest(reason)
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._callCleanup(function, *args, **kwargs)

    def skipTest(self, reason):
        """Leave the test; it counts as skipped."""
        raise SkipTest(reason)

    # Assertions.

    def fail(self, msg=None):
        """Fail."""
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return f"{standardMsg} : {msg}"
        except UnicodeDecodeError:
            return f"{safe_repr(standardMsg)} : {safe_repr(msg)}"

    def __fail(self, msg, standardMsg):
        raise self.failureException(self._formatMessage(msg, standardMsg))

    def assertFalse(self, expr, msg=None):
        """Fail if it is true."""
        if expr:
            self.__fail(msg, f"{safe_repr(expr)} is not false")

    def assertTrue(self, expr, msg=None):
        """Fail if it is false."""
        if not expr:
            self.__fail(msg, f"{safe_repr(expr)} is not true")

    def assertRaises(self, expected_exception, *args, **kwargs):
        """Fail unless a call, or the block of a `with` statement, raises a given exception.

        As context manager it keeps the exception as its attribute `exception`.
        """
        context = _AssertRaisesContext(expected_exception, self)
        try:
            return context.handle("assertRaises", args, kwargs)
        finally:
            context = None

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        """The same, and the text of the exception has to match."""
        context = _AssertRaisesContext(expected_exception, self, expected_regex)
        return context.handle("assertRaisesRegex", args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        """Fail unless a call, or the block of a `with` statement, issues a given warning.

        As context manager it keeps the first one as `warning`, with `filename` and `lineno`.
        """
        context = _AssertWarnsContext(expected_warning, self)
        return context.handle("assertWarns", args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        """The same, and the text of the warning has to match."""
        context = _AssertWarnsContext(expected_warning, self, expected_regex)
        return context.handle("assertWarnsRegex", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        """Fail unless something is logged in the block: to a logger, from a level upwards."""
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=False)

    def assertNoLogs(self, logger=None, level=None):
        """Fail if something is logged in the block."""
        from ._log import _AssertLogsContext
        return _AssertLogsContext(self, logger, level, no_logs=True)

    def _getAssertEqualityFunc(self, first, second):
        if type(first) is type(second):
            function = self._typeEqualityFuncs.get(type(first))
            if function is not None:
                return getattr(self, function) if isinstance(function, str) else function
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            shown = _common_shorten_repr(first, second)
            self.__fail(msg, "%s != %s" % shown)

    def assertEqual(self, first, second, msg=None):
        """Fail unless they are equal."""
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        """Fail if they are equal."""
        if not first != second:
            self.__fail(msg, f"{safe_repr(first)} == {safe_repr(second)}")

    def __difference(self, first, second, places, delta):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        return abs(first - second)

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fail unless they differ by at most `delta`, or not in the first 7 decimal places."""
        if first == second:
            return
        difference = self.__difference(first, second, places, delta)
        if delta is not None:
            if difference <= delta:
                return
            within = f"{safe_repr(delta)} delta"
        else:
            places = 7 if places is None else places
            if round(difference, places) == 0:
                return
            within = f"{places!r} places"
        self.__fail(msg, f"{safe_repr(first)} != {safe_repr(second)} within {within} "
                        f"({safe_repr(difference)} difference)")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """The opposite."""
        difference = self.__difference(first, second, places, delta)
        if delta is not None:
            if not first == second and difference > delta:
                return
            within = (f"{safe_repr(delta)} delta ({safe_repr(difference)} difference)")
        else:
            places = 7 if places is None else places
            if not first == second and round(difference, places) != 0:
                return
            within = f"{places!r} places"
        self.__fail(msg, f"{safe_repr(first)} == {safe_repr(second)} within {within}")

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        """Fail unless two sequences are equal, and both of a type if one is given."""
        if seq_type is not None:
            name = seq_type.__name__
            for which, seq in (("First", seq1), ("Second", seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException(
                        f"{which} sequence is not a {name}: {safe_repr(seq)}")
        else:
            name = "sequence"
        problem = None
        lengths = []
        for which, seq in (("First", seq1), ("Second", seq2)):
            try:
                lengths.append(len(seq))
            except (TypeError, NotImplementedError):
                problem = f"{which} {name} has no length.    Non-sequence?"
                break
        if problem is None:
            if seq1 == seq2:
                return
            problem = self.__sequence_problem(seq1, seq2, lengths, name, seq_type)
            if problem is None:
                return
        self.__fail(msg, self.__with_diff(problem, seq1, seq2))

    def __sequence_problem(self, seq1, seq2, lengths, name, seq_type):
        """Where two sequences differ first, or None if only their types differ."""
        shown = _common_shorten_repr(seq1, seq2)
        text = f"{name.capitalize()}s differ: {shown[0]} != {shown[1]}\n"
        for place in range(min(lengths)):
            items = []
            for which, seq in (("first", seq1), ("second", seq2)):
                try:
                    items.append(seq[place])
                except (TypeError, IndexError, NotImplementedError):
                    text += f"\nUnable to index element {place} of {which} {name}\n"
                    break
            if len(items) < 2:
                break
            if items[0] != items[1]:
                text += "\nFirst differing element %d:\n%s\n%s\n" % (
                    place, *_common_shorten_repr(*items))
                break
        else:
            if lengths[0] == lengths[1] and seq_type is None and type(seq1) is not type(seq2):
                return None
        if lengths[0] != lengths[1]:
            which, seq = ("first", seq1) if lengths[0] > lengths[1] else ("second", seq2)
            place = min(lengths)
            text += (f"\n{which.capitalize()} {name} contains {max(lengths) - place} additional "
                     "elements.\n")
            try:
                text += f"First extra element {place}:\n{safe_repr(seq[place])}\n"
            except (TypeError, IndexError, NotImplementedError):
                text += f"Unable to index element {place} of {which} {name}\n"
        return text

    def __with_diff(self, message, first, second):
        import difflib
        import pprint
        lines = difflib.ndiff(pprint.pformat(first).splitlines(),
                              pprint.pformat(second).splitlines())
        return self._truncateMessage(message, "\n" + "\n".join(lines))

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + (DIFF_OMITTED % len(diff))

    def assertListEqual(self, list1, list2, msg=None):
        """Fail unless they are equal lists."""
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        """Fail unless they are equal tuples."""
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        """Fail unless they are equal sets; shows what only one of them has."""
        only = []
        for which, one, other in (("first", set1, set2), ("second", set2, set1)):
            try:
                only.append(one.difference(other))
            except TypeError as error:
                self.fail(f"invalid type when attempting set difference: {error}")
            except AttributeError as error:
                self.fail(f"{which} argument does not support set difference: {error}")
        if not (only[0] or only[1]):
            return
        lines = []
        for which, other, items in (("first", "second", only[0]), ("second", "first", only[1])):
            if items:
                lines.append(f"Items in the {which} set but not the {other}:")
                lines.extend(map(repr, items))
        self.__fail(msg, "\n".join(lines))

    def assertIn(self, member, container, msg=None):
        """Fail unless the container has the member."""
        if member not in container:
            self.__fail(msg, f"{safe_repr(member)} not found in {safe_repr(container)}")

    def assertNotIn(self, member, container, msg=None):
        """Fail if the container has the member."""
        if member in container:
            self.__fail(msg, f"{safe_repr(member)} unexpectedly found in {safe_repr(container)}")

    def assertIs(self, expr1, expr2, msg=None):
        """Fail unless they are the same object."""
        if expr1 is not expr2:
            self.__fail(msg, f"{safe_repr(expr1)} is not {safe_repr(expr2)}")

    def assertIsNot(self, expr1, expr2, msg=None):
        """Fail if they are the same object."""
        if expr1 is expr2:
            self.__fail(msg, f"unexpectedly identical: {safe_repr(expr1)}")

    def assertDictEqual(self, d1, d2, msg=None):
        """Fail unless they are equal dicts."""
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            self.__fail(msg, self.__with_diff("%s != %s" % _common_shorten_repr(d1, d2), d1, d2))

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        """Fail unless the dict has all pairs of another one."""
        warnings.warn("assertDictContainsSubset is deprecated", DeprecationWarning)
        missing = [key for key in subset if key not in dictionary]
        mismatched = [f"{safe_repr(key)}, expected: {safe_repr(value)}, "
                      f"actual: {safe_repr(dictionary[key])}"
                      for key, value in subset.items()
                      if key in dictionary and value != dictionary[key]]
        parts = []
        if missing:
            parts.append(f"Missing: {','.join(map(safe_repr, missing))}")
        if mismatched:
            parts.append(f"Mismatched values: {','.join(mismatched)}")
        if parts:
            self.__fail(msg, "; ".join(parts))

    def assertCountEqual(self, first, second, msg=None):
        """Fail unless both have the same items, each as often, in whatever order."""
        items1, items2 = list(first), list(second)
        from collections import Counter
        try:
            counts = Counter(items1), Counter(items2)
        except TypeError:
            differences = _count_diff_all_purpose(items1, items2)
        else:
            if counts[0] == counts[1]:
                return
            differences = _count_diff_hashable(items1, items2)
        if differences:
            lines = ["First has %d, Second has %d:  %r" % item for item in differences]
            self.__fail(msg, self._truncateMessage("Element counts were not equal:\n",
                                                  "\n".join(lines)))

    def assertMultiLineEqual(self, first, second, msg=None):
        """Fail unless two texts are equal; shows the lines that differ."""
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        import difflib
        lines1 = first.splitlines(keepends=True)
        lines2 = second.splitlines(keepends=True)
        if len(lines1) == 1 and first.strip("\r\n") == first:
            lines1 = [first + "\n"]
            lines2 = [second + "\n"]
        diff = "\n" + "".join(difflib.ndiff(lines1, lines2))
        self.__fail(msg, self._truncateMessage("%s != %s" % _common_shorten_repr(first, second),
                                              diff))

    def assertLess(self, a, b, msg=None):
        """Fail unless a < b."""
        if not a < b:
            self.__fail(msg, f"{safe_repr(a)} not less than {safe_repr(b)}")

    def assertLessEqual(self, a, b, msg=None):
        """Fail unless a <= b."""
        if not a <= b:
            self.__fail(msg, f"{safe_repr(a)} not less than or equal to {safe_repr(b)}")

    def assertGreater(self, a, b, msg=None):
        """Fail unless a > b."""
        if not a > b:
            self.__fail(msg, f"{safe_repr(a)} not greater than {safe_repr(b)}")

    def assertGreaterEqual(self, a, b, msg=None):
        """Fail unless a >= b."""
        if not a >= b:
            self.__fail(msg, f"{safe_repr(a)} not greater than or equal to {safe_repr(b)}")

    def assertIsNone(self, obj, msg=None):
        """Fail unless it is None."""
        if obj is not None:
            self.__fail(msg, f"{safe_repr(obj)} is not None")

    def assertIsNotNone(self, obj, msg=None):
        """Fail if it is None."""
        if obj is None:
            self.__fail(msg, "unexpectedly None")

    def assertIsInstance(self, obj, cls, msg=None):
        """Fail unless it is an instance of a class, or of one of a tuple of classes."""
        if not isinstance(obj, cls):
            self.__fail(msg, f"{safe_repr(obj)} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        """The opposite."""
        if isinstance(obj, cls):
            self.__fail(msg, f"{safe_repr(obj)} is an instance of {cls!r}")

    def assertRegex(self, text, expected_regex, msg=None):
        """Fail unless the regular expression is found in the text."""
        if isinstance(expected_regex, (str, bytes)):
            assert expected_regex, "expected_regex must not be empty."
            import re
            expected_regex = re.compile(expected_regex)
        if not expected_regex.search(text):
            self.__fail(msg, f"Regex didn't match: {expected_regex.pattern!r} not found in "
                            f"{text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        """Fail if the regular expression is found in the text."""
        if isinstance(unexpected_regex, (str, bytes)):
            import re
            unexpected_regex = re.compile(unexpected_regex)
        match = unexpected_regex.search(text)
        if match:
            self.__fail(msg, f"Regex matched: {match.group()!r} matches "
                            f"{unexpected_regex.pattern!r} in {text!r}")


class _UnexpectedSuccess(Exception):
    """Reported by results that know nothing of unexpected successes."""


def _old_name(name):
    function = getattr(TestCase, name)

    def deprecated(*args, **kwargs):
        warnings.warn(f"Please use {name} instead.", DeprecationWarning, 2)
        return function(*args, **kwargs)
    return deprecated


for _old, _new in (
        ("failUnlessEqual", "assertEqual"), ("assertEquals", "assertEqual"),
        ("failIfEqual", "assertNotEqual"), ("assertNotEquals", "assertNotEqual"),
        ("failUnless", "assertTrue"), ("assert_", "assertTrue"), ("failIf", "assertFalse"),
        ("failUnlessRaises", "assertRaises"),
        ("failUnlessAlmostEqual", "assertAlmostEqual"),
        ("assertAlmostEquals", "assertAlmostEqual"),
        ("failIfAlmostEqual", "assertNotAlmostEqual"),
        ("assertNotAlmostEquals", "assertNotAlmostEqual"),
        ("assertRegexpMatches", "assertRegex"), ("assertNotRegexpMatches", "assertNotRegex"),
        ("assertRaisesRegexp", "assertRaisesRegex")):
    setattr(TestCase, _old, _old_name(_new))
del _old, _new


class FunctionTestCase(TestCase):
    """A test made of functions, for tests that were written without this module."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._setUpFunc = setUp
        self._tearDownFunc = tearDown
        self._testFunc = testFunc
        self._description = description

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def _key(self):
        return self._setUpFunc, self._tearDownFunc, self._testFunc, self._description

    def __eq__(self, other):
        if not isinstance(other, type(self)):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash((type(self), self._key()))

    def __str__(self):
        return f"{strclass(type(self))} ({self._testFunc.__name__})"

    def __repr__(self):
        return f"<{strclass(type(self))} tec={self._testFunc}>"

    def shortDescription(self):
        if self._description is not None:
            return self._description
        doc = self._testFunc.__doc__
        return doc and doc.split("\n")[0].strip() or None


class _SubTest(TestCase):
    """Stands in the result for a block of `subTest`."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self._message = message
        self.test_case = test_case
        self.params = params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _subDescription(self):
        parts = []
        if self._message is not _subtest_msg_sentinel:
            parts.append(f"[{self._message}]")
        if self.params:
            values = ", ".join([f"{key}={value!r}" for key, value in self.params.items()])
            parts.append(f"({values})")
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._subDescription()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._subDescription()}"
