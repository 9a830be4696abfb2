"""What CPython's test files ask of test.support, as it is documented, for Weft."""

import contextlib
import functools
import gc
import io
import os
import sys
import time
import types
import unittest

verbose = 0
max_memuse = 0
use_resources = set()

MAX_Py_ssize_t = sys.maxsize
NHASHBITS = sys.hash_info.width
HAVE_DOCSTRINGS = len.__doc__ is not None
SHORT_TIMEOUT = 30.0
LONG_TIMEOUT = 300.0
LOOPBACK_TIMEOUT = 5.0
_1M = 1024 ** 2
_1G = 1024 ** 3
_2G = 2 * _1G
_4G = 4 * _1G

is_jython = False
is_android = False
is_emscripten = False
is_wasi = False
is_apple = sys.platform == "darwin"
MS_WINDOWS = sys.platform == "win32"
has_fork_support = hasattr(os, "fork")
has_subprocess_support = True
has_socket_support = False
PGO = False
STDLIB_DIR = os.path.dirname(os.environ.get("WEFT_CPYTHON_TESTS", ""))
TEST_HOME_DIR = os.environ.get("WEFT_CPYTHON_TESTS", "")
HAVE_ASAN_FORK_BUG = False
Py_GIL_DISABLED = True
PIPE_MAX_SIZE = 4 * 1024 * 1024 + 1
TEST_SUPPORT_DIR = os.path.dirname(os.path.abspath(__file__))


class Error(Exception):
    """The base of what this package raises."""


class TestFailed(Error):
    """A test failed."""


class ResourceDenied(unittest.SkipTest):
    """A test needs a resource that nobody enabled."""


# Which tests apply --------------------------------------------------------------------------------

def _identity(thing):
    return thing


def cpython_only(test):
    """Leave out a test of CPython's own workings."""
    return unittest.skip("tests CPython's own workings")(test)


def check_impl_detail(**guards):
    """Is a detail that holds in these implementations one to expect here?"""
    if not guards:
        guards = {"cpython": True}
    # Without a word on Weft: true if the guards only exclude others.
    return guards.get("weft", not any(guards.values()))


def impl_detail(message=None, **guards):
    """Leave out a test of a detail of other implementations."""
    if check_impl_detail(**guards):
        return _identity
    return unittest.skip(message or "a detail of another implementation")


def refcount_test(test):
    """Leave out a test that counts references."""
    return unittest.skip("counts references")(test)


no_tracing = _identity
skip_if_pgo_task = _identity
requires_IEEE_754 = _identity
requires_fork = functools.partial(unittest.skipUnless, has_fork_support, "needs os.fork")
requires_docstrings = unittest.skipUnless(HAVE_DOCSTRINGS, "needs docstrings of built-ins")
requires_legacy_unicode_capi = unittest.skip("tests the C API of CPython")
anticipate_failure = lambda condition: unittest.expectedFailure if condition else _identity


def requires_gil_enabled(reason="needs a global lock"):
    """Leave out a test that holds only where one thread runs at a time."""
    return unittest.skip(reason)


def force_not_colorized(function):
    """Nothing is coloured that goes into a file."""
    return function


def check_sanitizer(*, address=False, memory=False, ub=False, thread=False, function=True):
    """Is this a build with such a sanitizer? The suites are run without."""
    return False


def skip_if_sanitizer(reason=None, **sanitizers):
    """Leave out a test that a sanitizer would complain of."""
    return _identity


def requires_subprocess():
    """The test starts processes, which Weft can."""
    return _identity


def requires_working_socket(*, module=False):
    """There is no socket module yet; a module that only imports asyncio does without."""
    return None if module else unittest.skip("needs socket")


def requires_mac_ver(*version):
    """No test of a system's version holds Weft up."""
    return _identity


def is_resource_enabled(resource):
    """Resources are for test machines; none is enabled here."""
    return resource in use_resources


def requires(resource, msg=None):
    """Skip the test unless the resource is enabled."""
    if not is_resource_enabled(resource):
        raise ResourceDenied(msg or f"resource {resource!r} is not enabled")


def requires_resource(resource):
    """A decorator: skip the test unless the resource is enabled."""
    if is_resource_enabled(resource):
        return _identity
    return unittest.skip(f"resource {resource!r} is not enabled")


def bigmemtest(size, memuse, dry_run=True):
    """Leave out a test that wants gigabytes, or run it with a small size where it allows that."""
    def decorate(test):
        @functools.wraps(test)
        def wrapper(self):
            if not dry_run:
                raise unittest.SkipTest("needs gigabytes")
            return test(self, 5147)
        wrapper.size, wrapper.memuse = size, memuse
        return wrapper
    return decorate


def bigaddrspacetest(test):
    """Leave out a test that fills the address space."""
    return unittest.skip("needs gigabytes")(test)


def check_sizeof(test, o, size):
    """Sizes of objects are each implementation's own."""
    raise unittest.SkipTest("tests the size of CPython's objects")


def calcobjsize(fmt):
    """See check_sizeof."""
    return 0


def calcvobjsize(fmt):
    """See check_sizeof."""
    return 0


def get_attribute(obj, name):
    """getattr that skips the test when there is no such attribute."""
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest(f"object {obj!r} has no attribute {name!r}") from None


def check_free_after_iterating(test, iter, cls, args=()):
    """Leave out: the check is that an object dies at once, which a tracing collector does not promise."""
    raise unittest.SkipTest("counts references")


def collision_stats(nbins, nballs):
    """Mean and standard deviation of the collisions when balls fall into bins at random."""
    n, k = nbins, nballs
    p = 1 / n
    empty = n * (1 - p) ** k
    mean = k - n + empty
    variance = n * (n - 1) * (1 - 2 * p) ** k + empty - empty ** 2
    return mean, max(variance, 0) ** 0.5


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    """The type cannot be called."""
    module, name = tp.__module__, tp.__name__
    full = name if module == "builtins" else f"{module}.{name}"
    with testcase.assertRaisesRegex(TypeError, f"cannot create '{full}' instances"):
        tp(*args, **kwds)


# Syntax -------------------------------------------------------------------------------------------

def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    """The statement does not compile, and the error says what it should where it should."""
    with testcase.assertRaisesRegex(SyntaxError, errtext) as caught:
        compile(statement, "<test string>", "exec")
    error = caught.exception
    testcase.assertIsNotNone(error.lineno)
    testcase.assertIsNotNone(error.offset)
    if lineno is not None:
        testcase.assertEqual(error.lineno, lineno)
    if offset is not None:
        testcase.assertEqual(error.offset, offset)


# Standard streams ---------------------------------------------------------------------------------

@contextlib.contextmanager
def captured_output(stream_name):
    """Replace a standard stream by a StringIO."""
    original = getattr(sys, stream_name)
    setattr(sys, stream_name, io.StringIO())
    try:
        yield getattr(sys, stream_name)
    finally:
        setattr(sys, stream_name, original)


def captured_stdout():
    """Replace sys.stdout."""
    return captured_output("stdout")


def captured_stderr():
    """Replace sys.stderr."""
    return captured_output("stderr")


def captured_stdin():
    """Replace sys.stdin."""
    return captured_output("stdin")


def print_warning(msg):
    """Say something that is not a failure."""
    print(f"Warning -- {msg}", file=sys.__stderr__, flush=True)


# State that a test changes ------------------------------------------------------------------------

@contextlib.contextmanager
def swap_attr(obj, attr, new_val):
    """Give an attribute another value for a while; the block gets the old one, or None."""
    if hasattr(obj, attr):
        old = getattr(obj, attr)
        setattr(obj, attr, new_val)
        try:
            yield old
        finally:
            setattr(obj, attr, old)
    else:
        setattr(obj, attr, new_val)
        try:
            yield None
        finally:
            if hasattr(obj, attr):
                delattr(obj, attr)


@contextlib.contextmanager
def swap_item(obj, item, new_val):
    """The same for an item of a mapping."""
    if item in obj:
        old = obj[item]
        obj[item] = new_val
        try:
            yield old
        finally:
            obj[item] = old
    else:
        obj[item] = new_val
        try:
            yield None
        finally:
            if item in obj:
                del obj[item]


@contextlib.contextmanager
def infinite_recursion(max_depth=100):
    """A low recursion limit, for a test that recurses without end."""
    old = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(max_depth if max_depth > 75 else 75)
        yield
    finally:
        sys.setrecursionlimit(old)


@contextlib.contextmanager
def adjust_int_max_str_digits(max_digits):
    """Another limit on the digits of integers in text."""
    old = sys.get_int_max_str_digits()
    try:
        sys.set_int_max_str_digits(max_digits)
        yield
    finally:
        sys.set_int_max_str_digits(old)


@contextlib.contextmanager
def disable_gc():
    """No automatic collection."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@contextlib.contextmanager
def disable_faulthandler():
    """Weft has no such handler."""
    yield


def busy_retry(timeout, message=None, /, *, error=True):
    """Iterate until the caller has what it waits for, or too much time went by."""
    deadline = time.monotonic() + timeout
    while True:
        yield
        if time.monotonic() >= deadline:
            break
    if error:
        raise AssertionError(f"still waiting after {timeout} s: {message or 'no reason given'}")


def sleeping_retry(timeout, message=None, /, *, init_delay=0.001, max_delay=0.1, error=True):
    """busy_retry() with pauses that become longer."""
    delay = init_delay
    for _ in busy_retry(timeout, message, error=error):
        yield
        time.sleep(delay)
        delay = min(delay * 2, max_delay)


def reap_children():
    """Wait for the processes that a test left behind."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def wait_process(pid, *, exitcode, timeout=None):
    """Wait for a process, and see that it ends with this status."""
    for _ in sleeping_retry(SHORT_TIMEOUT if timeout is None else timeout):
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            break
    status = os.waitstatus_to_exitcode(status)
    if status != exitcode:
        raise AssertionError(f"process {pid} ended with {status}, not {exitcode}")


def run_in_subinterp(code):
    """There is one interpreter in a process."""
    raise unittest.SkipTest("needs subinterpreters")


run_in_subinterp_with_config = run_in_subinterp


def setswitchinterval(interval):
    """Threads do not switch here: they run at once."""


def gc_collect():
    """Let everything unreachable die."""
    for _ in range(3):
        gc.collect()


def run_with_locale(catstr, *locales):
    """The only locale is C: run the test as it is."""
    return lambda function: function


class catch_unraisable_exception:
    """Keep what would have been reported as unraisable in .unraisable."""

    def __init__(self):
        self.unraisable = None
        self._old = None

    def _hook(self, unraisable):
        self.unraisable = unraisable

    def __enter__(self):
        self._old = sys.unraisablehook
        sys.unraisablehook = self._hook
        return self

    def __exit__(self, *exc_info):
        sys.unraisablehook = self._old
        del self.unraisable


# Objects ------------------------------------------------------------------------------------------

class _Always:
    """Equal, or unequal, to everything."""

    def __init__(self, answer):
        self._answer = answer

    def __eq__(self, other):
        return self._answer

    def __ne__(self, other):
        return not self._answer

    __hash__ = None


class _AlwaysEqual(_Always):
    def __hash__(self):
        return 1


ALWAYS_EQ = _AlwaysEqual(True)
NEVER_EQ = _AlwaysEqual(False)


@functools.total_ordering
class _Largest:
    """Greater than anything else."""

    def __eq__(self, other):
        return isinstance(other, _Largest)

    def __lt__(self, other):
        return False


@functools.total_ordering
class _Smallest:
    """Less than anything else."""

    def __eq__(self, other):
        return isinstance(other, _Smallest)

    def __gt__(self, other):
        return False


LARGEST = _Largest()
SMALLEST = _Smallest()


def sortdict(dict):
    """Like repr(dict), with the items in the order of their keys."""
    return "{" + ", ".join(f"{key!r}: {dict[key]!r}" for key in sorted(dict)) + "}"


def missing_compiler_executable(cmd_names=()):
    """Nothing here compiles C."""
    return "cc"


class SuppressCrashReport:
    """Nothing pops up when a process crashes."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass


def load_package_tests(pkg_dir, loader, standard_tests, pattern):
    """load_tests for a package of test files."""
    names = sorted(name[:-3] for name in os.listdir(pkg_dir)
                   if name.startswith("test") and name.endswith(".py"))
    package = "test." + os.path.basename(pkg_dir)
    for name in names:
        standard_tests.addTests(loader.loadTestsFromName(f"{package}.{name}"))
    return standard_tests


def run_unittest(*classes):
    """Run the tests of these classes and fail loudly."""
    suite = unittest.TestSuite()
    for cls in classes:
        if isinstance(cls, (unittest.TestSuite, unittest.TestCase)):
            suite.addTest(cls)
        elif isinstance(cls, str):
            suite.addTests(unittest.defaultTestLoader.loadTestsFromName(cls))
        else:
            suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(cls))
    result = unittest.TextTestRunner().run(suite)
    if not result.wasSuccessful():
        raise TestFailed(f"{len(result.failures) + len(result.errors)} tests failed")


def findfile(filename, subdir=None):
    """The path of a file in CPython's test folder."""
    parts = [TEST_HOME_DIR] + ([subdir] if subdir else []) + [filename]
    return os.path.join(*parts)


def check__all__(test_case, module, name_of_module=None, extra=(), not_exported=()):
    """Everything public in the module is in its __all__."""
    names = (name_of_module,) if isinstance(name_of_module, str) else name_of_module
    names = names or (module.__name__,)
    expected = set(extra)
    for name in dir(module):
        value = getattr(module, name)
        if name.startswith("_") or name in not_exported or isinstance(value, types.ModuleType):
            continue
        if not hasattr(value, "__module__") or value.__module__ in names:
            expected.add(name)
    test_case.assertCountEqual(module.__all__, expected)
