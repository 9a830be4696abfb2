"""Find tests: in classes, in modules, by name, and in folders."""

import functools
import os
import sys
import types

from . import case, suite, util

__unittest = True


class _FailedTest(case.TestCase):
    """A test that fails with a given exception, whatever its name."""

    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

        def testFailure():
            raise self._exception
        return testFailure


def _format_exc():
    import traceback
    return traceback.format_exc()


def _make_failed_test(name, exception, suiteClass, message):
    return suiteClass((_FailedTest(name, exception),)), message


def _make_failed_import_test(name, suiteClass):
    message = f"Failed to import test module: {name}\n{_format_exc()}"
    return _make_failed_test(name, ImportError(message), suiteClass, message)


def _make_failed_load_tests(name, exception, suiteClass):
    message = f"Failed to call load_tests:\n{_format_exc()}"
    return _make_failed_test(name, exception, suiteClass, message)


def _make_skipped_test(name, exception, suiteClass):
    @case.skip(str(exception))
    def testSkipped(self):
        pass
    cls = type("ModuleSkipped", (case.TestCase,), {name: testSkipped})
    return suiteClass((cls(name),))


def _without_suffix(path):
    return os.path.splitext(path)[0]


def _is_module_file(name):
    """Is it the name of a source file that could be imported?"""
    stem, suffix = os.path.splitext(name)
    return suffix.lower() == ".py" and stem.isidentifier()


def _is_test_class(obj):
    return (isinstance(obj, type) and issubclass(obj, case.TestCase)
            and obj not in (case.TestCase, case.FunctionTestCase))


class TestLoader:
    """Makes suites of tests. What goes wrong on the way becomes a failing test, and a text in
    `errors`."""

    testMethodPrefix = "test"
    sortTestMethodsUsing = staticmethod(util.three_way_cmp)
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        super().__init__()
        self.errors = []
        # Packages whose load_tests may be asking for what is in them.
        self._loading_packages = set()

    def _failed(self, error_case, message):
        self.errors.append(message)
        return error_case

    def loadTestsFromTestCase(self, testCaseClass):
        """A suite of all tests of a class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to "
                            "derive from TestCase?")
        if testCaseClass in (case.TestCase, case.FunctionTestCase):
            names = []
        else:
            names = self.getTestCaseNames(testCaseClass)
            if not names and hasattr(testCaseClass, "runTest"):
                names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        """A suite of the tests of all classes in a module, or what its load_tests makes of it."""
        if args or "use_load_tests" in kws:
            import warnings
            warnings.warn("use_load_tests is deprecated and ignored", DeprecationWarning)
            kws.pop("use_load_tests", None)
        if len(args) > 1:
            raise TypeError("loadTestsFromModule() takes 1 positional argument but "
                            f"{len(args) + 1} were given")
        if kws:
            raise TypeError("loadTestsFromModule() got an unexpected keyword argument "
                            f"'{min(kws)}'")
        tests = []
        for name in dir(module):
            obj = getattr(module, name)
            if _is_test_class(obj):
                tests.append(self.loadTestsFromTestCase(obj))
        load_tests = getattr(module, "load_tests", None)
        tests = self.suiteClass(tests)
        if load_tests is not None:
            try:
                return load_tests(self, tests, pattern)
            except Exception as error:
                return self._failed(*_make_failed_load_tests(module.__name__, error,
                                                             self.suiteClass))
        return tests

    def loadTestsFromName(self, name, module=None):
        """A suite for a dotted name: module, class, method, suite, or function that makes tests.

        The name is that of something in `module` if that is given.
        """
        parts = name.split(".")
        import_error = None
        if module is None:
            prefix = parts[:]
            while prefix:
                try:
                    module = __import__(".".join(prefix))
                    break
                except ImportError:
                    import_error = _make_failed_import_test(prefix.pop(), self.suiteClass)
                    if not prefix:
                        return self._failed(*import_error)
            parts = parts[1:]
        obj = module
        parent = None
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as error:
                if getattr(obj, "__path__", None) is not None and import_error is not None:
                    # A package: the reason is that the submodule could not be imported.
                    return self._failed(*import_error)
                return self._failed(*_make_failed_test(
                    part, error, self.suiteClass,
                    f"Failed to access attribute:\n{_format_exc()}"))
        return self._from_object(obj, parent, parts)

    def _from_object(self, obj, parent, parts):
        if isinstance(obj, types.ModuleType):
            return self.loadTestsFromModule(obj)
        if _is_test_class(obj):
            return self.loadTestsFromTestCase(obj)
        if (isinstance(obj, types.FunctionType) and isinstance(parent, type)
                and issubclass(parent, case.TestCase)):
            test = parent(parts[-1])
            # A static method is a function that makes tests.
            if not isinstance(getattr(test, parts[-1]), types.FunctionType):
                return self.suiteClass([test])
        elif isinstance(obj, suite.TestSuite):
            return obj
        if callable(obj):
            made = obj()
            if isinstance(made, suite.TestSuite):
                return made
            if isinstance(made, case.TestCase):
                return self.suiteClass([made])
            raise TypeError(f"calling {obj} returned {made}, not a test")
        raise TypeError(f"don't know how to make test from: {obj}")

    def loadTestsFromNames(self, names, module=None):
        """One suite for several names."""
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """The names of the test methods of a class, in the order in which they will run."""
        def included(name):
            if not name.startswith(self.testMethodPrefix):
                return False
            if not callable(getattr(testCaseClass, name)):
                return False
            if self.testNamePatterns is None:
                return True
            from fnmatch import fnmatchcase
            full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}"
            return any(fnmatchcase(full, pattern) for pattern in self.testNamePatterns)

        names = list(filter(included, dir(testCaseClass)))
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    # Folders.

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        """A suite of all tests in the files below a folder, or package, whose names match.

        `top_level_dir` is the folder from which the modules are imported; by default the
        one in which the search starts.
        """
        implicit_top = False
        if top_level_dir is None:
            if self._top_level_dir is not None:
                top_level_dir = self._top_level_dir
            else:
                implicit_top = True
                top_level_dir = start_dir
        top_level_dir = os.path.abspath(top_level_dir)
        if top_level_dir not in sys.path:
            sys.path.insert(0, top_level_dir)
        self._top_level_dir = top_level_dir

        importable = True
        if os.path.isdir(os.path.abspath(start_dir)):
            start_dir = os.path.abspath(start_dir)
            if start_dir != top_level_dir:
                importable = os.path.isfile(os.path.join(start_dir, "__init__.py"))
        else:
            try:
                __import__(start_dir)
            except ImportError:
                importable = False
            else:
                name, start_dir = start_dir, self._folder_of(sys.modules[start_dir])
                if implicit_top:
                    self._top_level_dir = self._get_directory_containing_module(
                        name.split(".")[0])
                    sys.path.remove(top_level_dir)
        if not importable:
            raise ImportError(f"Start directory is not importable: {start_dir!r}")
        return self.suiteClass(list(self._find_tests(start_dir, pattern)))

    def _folder_of(self, module):
        try:
            return os.path.abspath(os.path.dirname(module.__file__))
        except AttributeError:
            if module.__name__ in sys.builtin_module_names:
                raise TypeError("Can not use builtin modules as dotted module names") from None
            raise TypeError(f"don't know how to discover from {module!r}") from None

    def _get_directory_containing_module(self, module_name):
        path = os.path.abspath(sys.modules[module_name].__file__)
        if os.path.basename(path).lower().startswith("__init__.py"):
            path = os.path.dirname(path)
        return os.path.dirname(path)

    def _get_name_from_path(self, path):
        if path == self._top_level_dir:
            return "."
        relative = os.path.relpath(_without_suffix(os.path.normpath(path)), self._top_level_dir)
        assert not os.path.isabs(relative), "Path must be within the project"
        assert not relative.startswith(".."), "Path must be within the project"
        return relative.replace(os.path.sep, ".")

    def _get_module_from_name(self, name):
        __import__(name)
        return sys.modules[name]

    def _match_path(self, path, full_path, pattern):
        """Whether a file is to be searched; subclasses may decide by the full path."""
        from fnmatch import fnmatch
        return fnmatch(path, pattern)

    def _find_tests(self, start_dir, pattern):
        """Yield the suites of a folder and all below it."""
        name = self._get_name_from_path(start_dir)
        # A package whose load_tests asks for its own folder has been dealt with.
        if name != "." and name not in self._loading_packages:
            tests, enter = self._find_test_path(start_dir, pattern)
            if tests is not None:
                yield tests
            if not enter:
                return
        for entry in sorted(os.listdir(start_dir)):
            path = os.path.join(start_dir, entry)
            tests, enter = self._find_test_path(path, pattern)
            if tests is not None:
                yield tests
            if enter:
                name = self._get_name_from_path(path)
                self._loading_packages.add(name)
                try:
                    yield from self._find_tests(path, pattern)
                finally:
                    self._loading_packages.discard(name)

    def _find_test_path(self, full_path, pattern):
        """(suite or None, whether the folder is to be entered) for a file or folder."""
        if os.path.isfile(full_path):
            entry = os.path.basename(full_path)
            if not _is_module_file(entry) or not self._match_path(entry, full_path, pattern):
                return None, False
            return self._load_found(full_path, pattern, False)
        if (os.path.isdir(full_path)
                and os.path.isfile(os.path.join(full_path, "__init__.py"))):
            return self._load_found(full_path, pattern, True)
        return None, False

    def _load_found(self, full_path, pattern, is_package):
        name = self._get_name_from_path(full_path)
        try:
            module = self._get_module_from_name(name)
        except case.SkipTest as skipped:
            return _make_skipped_test(name, skipped, self.suiteClass), False
        except:
            return self._failed(*_make_failed_import_test(name, self.suiteClass)), False
        if not is_package:
            self._check_origin(module, full_path)
            return self.loadTestsFromModule(module, pattern=pattern), False
        self._loading_packages.add(name)
        try:
            tests = self.loadTestsFromModule(module, pattern=pattern)
        finally:
            self._loading_packages.discard(name)
        # With a load_tests of its own the package knows what is in it.
        return tests, getattr(module, "load_tests", None) is None

    def _check_origin(self, module, full_path):
        file = os.path.abspath(getattr(module, "__file__", full_path))
        found = _without_suffix(os.path.realpath(file))
        if found.lower() != _without_suffix(os.path.realpath(full_path)).lower():
            name = _without_suffix(os.path.basename(full_path))
            raise ImportError(f"{name!r} module incorrectly imported from "
                              f"{os.path.dirname(found)!r}. Expected "
                              f"{os.path.dirname(full_path)!r}. Is this module globally "
                              "installed?")


defaultTestLoader = TestLoader()


def _makeLoader(prefix, sortUsing, suiteClass=None, testNamePatterns=None):
    loader = TestLoader()
    loader.sortTestMethodsUsing = sortUsing
    loader.testMethodPrefix = prefix
    loader.testNamePatterns = testNamePatterns
    if suiteClass:
        loader.suiteClass = suiteClass
    return loader


def _warn_old(name, instead):
    import warnings
    warnings.warn(f"unittest.{name}() is deprecated and will be removed in Python 3.13. "
                  f"Please use {instead} instead.", DeprecationWarning, stacklevel=3)


def getTestCaseNames(testCaseClass, prefix, sortUsing=util.three_way_cmp, testNamePatterns=None):
    """Deprecated: use TestLoader.getTestCaseNames."""
    _warn_old("getTestCaseNames", "unittest.TestLoader.getTestCaseNames()")
    return _makeLoader(prefix, sortUsing, testNamePatterns=testNamePatterns).getTestCaseNames(
        testCaseClass)


def makeSuite(testCaseClass, prefix="test", sortUsing=util.three_way_cmp,
              suiteClass=suite.TestSuite):
    """Deprecated: use TestLoader.loadTestsFromTestCase."""
    _warn_old("makeSuite", "unittest.TestLoader.loadTestsFromTestCase()")
    return _makeLoader(prefix, sortUsing, suiteClass).loadTestsFromTestCase(testCaseClass)


def findTestCases(module, prefix="test", sortUsing=util.three_way_cmp,
                  suiteClass=suite.TestSuite):
    """Deprecated: use TestLoader.loadTestsFromModule."""
    _warn_old("findTestCases", "unittest.TestLoader.loadTestsFromModule()")
    return _makeLoader(prefix, sortUsing, suiteClass).loadTestsFromModule(module)
