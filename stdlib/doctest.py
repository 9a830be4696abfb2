"""Run the examples in docstrings and check what they print.

    def total(numbers):
        '''Add numbers.

        >>> sum([1, 2, 3])
        6
        '''
        return sum(numbers)

    if __name__ == "__main__":
        import doctest
        doctest.testmod()
"""

import inspect
import linecache
import os
import re
import sys
import traceback
import types
import unittest
from collections import namedtuple
from io import StringIO

__all__ = [
    "register_optionflag", "DONT_ACCEPT_TRUE_FOR_1", "DONT_ACCEPT_BLANKLINE",
    "NORMALIZE_WHITESPACE", "ELLIPSIS", "SKIP", "IGNORE_EXCEPTION_DETAIL", "COMPARISON_FLAGS",
    "REPORT_UDIFF", "REPORT_CDIFF", "REPORT_NDIFF", "REPORT_ONLY_FIRST_FAILURE",
    "REPORTING_FLAGS", "FAIL_FAST", "Example", "DocTest", "DocTestParser", "DocTestFinder",
    "DocTestRunner", "OutputChecker", "DocTestFailure", "UnexpectedException", "DebugRunner",
    "testmod", "testfile", "run_docstring_examples", "DocTestSuite", "DocFileSuite",
    "set_unittest_reportflags", "script_from_examples", "testsource",
    "debug", "debug_src",
]

TestResults = namedtuple("TestResults", "failed attempted")

OPTIONFLAGS_BY_NAME = {}


def register_optionflag(name):
    """The bit for an option; the next free one if the name is new."""
    return OPTIONFLAGS_BY_NAME.setdefault(name, 1 << len(OPTIONFLAGS_BY_NAME))


DONT_ACCEPT_TRUE_FOR_1 = register_optionflag("DONT_ACCEPT_TRUE_FOR_1")
DONT_ACCEPT_BLANKLINE = register_optionflag("DONT_ACCEPT_BLANKLINE")
NORMALIZE_WHITESPACE = register_optionflag("NORMALIZE_WHITESPACE")
ELLIPSIS = register_optionflag("ELLIPSIS")
SKIP = register_optionflag("SKIP")
IGNORE_EXCEPTION_DETAIL = register_optionflag("IGNORE_EXCEPTION_DETAIL")
COMPARISON_FLAGS = (DONT_ACCEPT_TRUE_FOR_1 | DONT_ACCEPT_BLANKLINE | NORMALIZE_WHITESPACE
                    | ELLIPSIS | SKIP | IGNORE_EXCEPTION_DETAIL)
REPORT_UDIFF = register_optionflag("REPORT_UDIFF")
REPORT_CDIFF = register_optionflag("REPORT_CDIFF")
REPORT_NDIFF = register_optionflag("REPORT_NDIFF")
REPORT_ONLY_FIRST_FAILURE = register_optionflag("REPORT_ONLY_FIRST_FAILURE")
FAIL_FAST = register_optionflag("FAIL_FAST")
REPORTING_FLAGS = (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF | REPORT_ONLY_FIRST_FAILURE
                   | FAIL_FAST)

BLANKLINE_MARKER = "<BLANKLINE>"
ELLIPSIS_MARKER = "..."


def _ending_with_newline(text):
    return text if not text or text.endswith("\n") else text + "\n"


def _indent(text, indent=4):
    return re.sub("(?m)^(?!$)", " " * indent, text)


def _normalize_module(module, depth=2):
    """The module that an argument means: itself, its name, or None for the caller's."""
    if inspect.ismodule(module):
        return module
    if isinstance(module, str):
        return __import__(module, globals(), locals(), ["*"])
    if module is None:
        return sys.modules.get(sys._getframe(depth).f_globals["__name__"], None)
    raise TypeError("Expected a module, string, or None")


def _extract_future_flags(globs):
    """The compiler's flags for the __future__ features that a namespace has imported."""
    future = sys.modules.get("__future__")
    flags = 0
    for name in getattr(future, "all_feature_names", ()):
        feature = globs.get(name)
        if feature is getattr(future, name):
            flags |= feature.compiler_flag
    return flags


class Example:
    """A piece of source and what it should print; both end with a newline unless empty.

    exc_msg: the text of the exception it should raise, or None. lineno, indent: where it is in the
    docstring. options: flag -> bool, for this example only.
    """

    def __init__(self, source, want, exc_msg=None, lineno=0, indent=0, options=None):
        self.source = source if source.endswith("\n") else source + "\n"
        self.want = _ending_with_newline(want)
        self.exc_msg = (exc_msg if exc_msg is None or exc_msg.endswith("\n")
                        else exc_msg + "\n")
        self.lineno = lineno
        self.indent = indent
        self.options = {} if options is None else options

    def _key(self):
        return (self.source, self.want, self.lineno, self.indent, self.options, self.exc_msg)

    def __eq__(self, other):
        return self._key() == other._key() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self.source, self.want, self.lineno, self.indent, self.exc_msg))


class DocTest:
    """The examples of one docstring, with the namespace to run them in."""

    def __init__(self, examples, globs, name, filename, lineno, docstring):
        assert not isinstance(examples, str), "DocTest needs examples, not a docstring"
        self.examples = examples
        self.docstring = docstring
        self.globs = globs.copy()
        self.name = name
        self.filename = filename
        self.lineno = lineno

    def __repr__(self):
        count = len(self.examples)
        what = {0: "no examples", 1: "1 example"}.get(count, f"{count} examples")
        return (f"<{type(self).__name__} {self.name} from {self.filename}:{self.lineno} "
                f"({what})>")

    def _key(self):
        return (self.examples, self.docstring, self.globs, self.name, self.filename,
                self.lineno)

    def __eq__(self, other):
        return self._key() == other._key() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self.docstring, self.name, self.filename, self.lineno))

    def __lt__(self, other):
        if not isinstance(other, DocTest):
            return NotImplemented
        mine = (self.name, self.filename, -1 if self.lineno is None else self.lineno, id(self))
        others = (other.name, other.filename, -1 if other.lineno is None else other.lineno,
                  id(other))
        return mine < others


class DocTestParser:
    """Finds the examples in a text."""

    _EXAMPLE = re.compile(r"""
        (?P<source>
            (?:^(?P<indent> [ ]*) >>>    .*)   # the first line
            (?:\n           [ ]*  \.\.\. .*)*) # and those that continue it
        \n?
        (?P<want> (?:(?![ ]*$)                 # what is printed: up to an empty line
                     (?![ ]*>>>)               # or the next example
                     .+$\n?)*)
        """, re.MULTILINE | re.VERBOSE)

    _EXCEPTION = re.compile(r"""
        ^(?P<hdr> Traceback\ \( (?: most\ recent\ call\ last | innermost\ last) \) :)
        \s* $
        (?P<stack> .*?)
        ^ (?P<msg> \w+ .*)
        """, re.VERBOSE | re.MULTILINE | re.DOTALL)

    _OPTIONS = re.compile(r"#\s*doctest:\s*([^\n\'\"]*)$", re.MULTILINE)

    def parse(self, string, name="<string>"):
        """The list of examples and of the texts between them, alternating."""
        string = string.expandtabs()
        margin = min([len(line) - len(line.lstrip(" ")) for line in string.split("\n")
                      if line.strip(" ")], default=0)
        if margin > 0:
            string = "\n".join([line[margin:] for line in string.split("\n")])
        output = []
        end = lineno = 0
        for match in self._EXAMPLE.finditer(string):
            output.append(string[end:match.start()])
            lineno += string.count("\n", end, match.start())
            source, options, want, exc_msg = self._parse_example(match, name, lineno)
            if not self._is_comment(source):
                output.append(Example(source, want, exc_msg, lineno=lineno,
                                      indent=margin + len(match.group("indent")),
                                      options=options))
            lineno += string.count("\n", match.start(), match.end())
            end = match.end()
        output.append(string[end:])
        return output

    def get_doctest(self, string, globs, name, filename, lineno):
        """A DocTest for all examples in a text."""
        return DocTest(self.get_examples(string, name), globs, name, filename, lineno, string)

    def get_examples(self, string, name="<string>"):
        """The examples only."""
        return [piece for piece in self.parse(string, name) if isinstance(piece, Example)]

    def _is_comment(self, source):
        return all(not line.strip() or line.lstrip().startswith("#")
                   for line in source.split("\n"))

    def _parse_example(self, match, name, lineno):
        indent = len(match.group("indent"))
        lines = match.group("source").split("\n")
        for place, line in enumerate(lines):
            # After the prompt there has to be a space.
            if len(line) >= indent + 4 and line[indent + 3] != " ":
                raise ValueError(f"line {lineno + place + 1!r} of the docstring for {name} lacks "
                                 f"blank after {line[indent:indent + 3]}: {line!r}")
        self._check_prefix(lines[1:], " " * indent + ".", name, lineno)
        source = "\n".join([line[indent + 4:] for line in lines])
        want_lines = match.group("want").split("\n")
        if len(want_lines) > 1 and not want_lines[-1].strip(" "):
            want_lines.pop()
        self._check_prefix(want_lines, " " * indent, name, lineno + len(lines))
        want = "\n".join([line[indent:] for line in want_lines])
        exception = self._EXCEPTION.match(want)
        return (source, self._find_options(source, name, lineno), want,
                exception.group("msg") if exception else None)

    def _check_prefix(self, lines, prefix, name, lineno):
        for place, line in enumerate(lines):
            if line and not line.startswith(prefix):
                raise ValueError(f"line {lineno + place + 1!r} of the docstring for {name} has "
                                 f"inconsistent leading whitespace: {line!r}")

    def _find_options(self, source, name, lineno):
        options = {}
        for match in self._OPTIONS.finditer(source):
            for option in match.group(1).replace(",", " ").split():
                if option[0] not in "+-" or option[1:] not in OPTIONFLAGS_BY_NAME:
                    raise ValueError(f"line {lineno + 1!r} of the doctest for {name} has an "
                                     f"invalid option: {option!r}")
                options[OPTIONFLAGS_BY_NAME[option[1:]]] = option[0] == "+"
        if options and self._is_comment(source):
            raise ValueError(f"line {lineno!r} of the doctest for {name} has an option directive "
                             f"on a line with no example: {source!r}")
        return options


class DocTestFinder:
    """Finds the docstrings of a module, or of a class or function, and of what is in it."""

    def __init__(self, verbose=False, parser=DocTestParser(), recurse=True,
                 exclude_empty=True):
        self._verbose = verbose
        self._parser = parser
        self._recurse = recurse
        self._exclude_empty = exclude_empty

    def find(self, obj, name=None, module=None, globs=None, extraglobs=None):
        """The DocTests of an object, sorted by name.

        Only what is defined in `module` counts (False: anything does). `globs` is the namespace, by
        default a copy of the module's; `extraglobs` is added to it.
        """
        if name is None:
            name = getattr(obj, "__name__", None)
            if name is None:
                raise ValueError("DocTestFinder.find: name must be given when obj.__name__ "
                                 f"doesn't exist: {type(obj)!r}")
        if module is False:
            module = None
        elif module is None:
            module = inspect.getmodule(obj)
        source_lines = self._source_lines(obj, module)
        if globs is None:
            globs = {} if module is None else module.__dict__.copy()
        else:
            globs = globs.copy()
        if extraglobs is not None:
            globs.update(extraglobs)
        globs.setdefault("__name__", "__main__")
        tests = []
        self._find(tests, obj, name, module, source_lines, globs, {})
        tests.sort()
        return tests

    def _source_lines(self, obj, module):
        try:
            file = inspect.getsourcefile(obj)
        except TypeError:
            return None
        if not file:
            file = inspect.getfile(obj)
            if not (file[0] + file[-2:] == "<]>"):
                file = None
        if file is None:
            return None
        if module is None:
            return linecache.getlines(file) or None
        return linecache.getlines(file, module.__dict__) or None

    def _from_module(self, module, object):
        """Is the object defined in the module?"""
        if module is None:
            return True
        if inspect.getmodule(object) is not None:
            return module is inspect.getmodule(object)
        if inspect.isfunction(object):
            return module.__dict__ is object.__globals__
        if inspect.ismethoddescriptor(object) or inspect.ismethodwrapper(object):
            if hasattr(object, "__objclass__"):
                return module.__name__ == object.__objclass__.__module__
            return not hasattr(object, "__module__") or module.__name__ == object.__module__
        if inspect.isclass(object) or hasattr(object, "__module__"):
            return module.__name__ == object.__module__
        if isinstance(object, property):
            return True  # it belongs to a class that does
        raise ValueError("object must be a class or function")

    def _is_routine(self, obj):
        try:
            obj = inspect.unwrap(obj)
        except ValueError:
            pass
        return inspect.isroutine(obj)

    def _find(self, tests, obj, name, module, source_lines, globs, seen):
        if id(obj) in seen:
            return
        seen[id(obj)] = 1
        test = self._get_test(obj, name, module, globs, source_lines)
        if test is not None:
            tests.append(test)
        if inspect.ismodule(obj) and self._recurse:
            for key, value in obj.__dict__.items():
                if ((self._is_routine(value) or inspect.isclass(value))
                        and self._from_module(module, value)):
                    self._find(tests, value, f"{name}.{key}", module, source_lines, globs, seen)
            for key, value in getattr(obj, "__test__", {}).items():
                if not isinstance(key, str):
                    raise ValueError("DocTestFinder.find: __test__ keys must be strings: "
                                     f"{type(key)!r}")
                if not (self._is_routine(value) or inspect.isclass(value)
                        or inspect.ismodule(value) or isinstance(value, str)):
                    raise ValueError("DocTestFinder.find: __test__ values must be strings, "
                                     f"functions, methods, classes, or modules: {type(value)!r}")
                self._find(tests, value, f"{name}.__test__.{key}", module, source_lines, globs,
                           seen)
        if inspect.isclass(obj) and self._recurse:
            for key, value in obj.__dict__.items():
                if isinstance(value, (staticmethod, classmethod)):
                    value = value.__func__
                if ((inspect.isroutine(value) or inspect.isclass(value)
                     or isinstance(value, property)) and self._from_module(module, value)):
                    self._find(tests, value, f"{name}.{key}", module, source_lines, globs, seen)

    def _get_test(self, obj, name, module, globs, source_lines):
        if isinstance(obj, str):
            docstring = obj
        else:
            docstring = getattr(obj, "__doc__", None)
            docstring = "" if docstring is None else str(docstring)
        if self._exclude_empty and not docstring:
            return None
        if module is None:
            filename = None
        else:
            # Modules in the program itself have no file.
            filename = getattr(module, "__file__", None) or module.__name__
            filename = filename.removesuffix("c") if filename.endswith(".pyc") else filename
        return self._parser.get_doctest(docstring, globs, name, filename,
                                        self._find_lineno(obj, source_lines))

    def _find_lineno(self, obj, source_lines):
        """The line (from 0) of a docstring in its file, or None."""
        lineno = None
        docstring = getattr(obj, "__doc__", None)
        if inspect.ismodule(obj) and docstring is not None:
            lineno = 0
        if inspect.isclass(obj) and docstring is not None and source_lines is not None:
            pattern = re.compile(rf"^\s*class\s*{re.escape(getattr(obj, '__name__', '-'))}\b")
            for place, line in enumerate(source_lines):
                if pattern.match(line):
                    lineno = place
                    break
        if inspect.ismethod(obj):
            obj = obj.__func__
        if isinstance(obj, property):
            obj = obj.fget
        if inspect.isroutine(obj) and getattr(obj, "__doc__", None):
            obj = inspect.unwrap(obj)
            obj = getattr(obj, "__code__", obj)
        if inspect.istraceback(obj):
            obj = obj.tb_frame
        if inspect.isframe(obj):
            obj = obj.f_code
        if inspect.iscode(obj):
            lineno = obj.co_firstlineno - 1
        if lineno is not None:
            if source_lines is None:
                return lineno + 1
            # The docstring begins at the first line with quotes after that.
            pattern = re.compile(r"(^|.*:)\s*\w*(\"|')")
            for place in range(lineno, len(source_lines)):
                if pattern.match(source_lines[place]):
                    return place
        return None


class OutputChecker:
    """Compares what an example prints with what it should print."""

    def _toAscii(self, text):
        return str(text.encode("ASCII", "backslashreplace"), "ASCII")

    def check_output(self, want, got, optionflags):
        """Whether it is what it should be, as far as the options ask."""
        got = self._toAscii(got)
        want = self._toAscii(want)
        if got == want:
            return True
        if not optionflags & DONT_ACCEPT_TRUE_FOR_1:
            if (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
                return True
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            want = re.sub(rf"(?m)^{re.escape(BLANKLINE_MARKER)}\s*?$", "", want)
            got = re.sub(r"(?m)^[^\S\n]+$", "", got)
            if got == want:
                return True
        if optionflags & NORMALIZE_WHITESPACE:
            got = " ".join(got.split())
            want = " ".join(want.split())
            if got == want:
                return True
        return bool(optionflags & ELLIPSIS) and _ellipsis_match(want, got)

    def _do_a_fancy_diff(self, want, got, optionflags):
        if not optionflags & (REPORT_UDIFF | REPORT_CDIFF | REPORT_NDIFF):
            return False
        if optionflags & REPORT_NDIFF:
            return True
        return want.count("\n") > 2 and got.count("\n") > 2

    def output_difference(self, example, got, optionflags):
        """The text that shows the difference."""
        want = example.want
        if not optionflags & DONT_ACCEPT_BLANKLINE:
            got = re.sub("(?m)^[ ]*(?=\n)", BLANKLINE_MARKER, got)
        if self._do_a_fancy_diff(want, got, optionflags):
            import difflib
            want_lines = want.splitlines(keepends=True)
            got_lines = got.splitlines(keepends=True)
            if optionflags & REPORT_UDIFF:
                diff = list(difflib.unified_diff(want_lines, got_lines, n=2))[2:]
                kind = "unified diff with -expected +actual"
            elif optionflags & REPORT_CDIFF:
                diff = list(difflib.context_diff(want_lines, got_lines, n=2))[2:]
                kind = "context diff with expected followed by actual"
            else:
                differ = difflib.Differ(charjunk=difflib.IS_CHARACTER_JUNK)
                diff = list(differ.compare(want_lines, got_lines))
                kind = "ndiff with -expected +actual"
            return f"Differences ({kind}):\n{_indent(''.join(diff))}"
        if want and got:
            return f"Expected:\n{_indent(want)}Got:\n{_indent(got)}"
        if want:
            return f"Expected:\n{_indent(want)}Got nothing\n"
        if got:
            return f"Expected nothing\nGot:\n{_indent(got)}"
        return "Expected nothing\nGot nothing\n"


def _ellipsis_match(want, got):
    """Is it the same when each "..." may stand for anything?"""
    if ELLIPSIS_MARKER not in want:
        return want == got
    first, *middle, last = want.split(ELLIPSIS_MARKER)
    start, end = len(first), len(got) - len(last)
    if not got.startswith(first) or not got.endswith(last) or start > end:
        return False
    for piece in middle:
        found = got.find(piece, start, end)
        if found < 0:
            return False
        start = found + len(piece)
    return True


def _strip_exception_details(msg):
    """Only the name of the exception, without its module and its text."""
    start, end = 0, len(msg)
    for stop in ("\n", ":"):
        at = msg.find(stop, 0, end)
        if at >= 0:
            end = at
    at = msg.rfind(".", 0, end)
    if at >= 0:
        start = at + 1
    return msg[start:end]


class DocTestFailure(Exception):
    """Raised by DebugRunner: an example printed something else."""

    def __init__(self, test, example, got):
        self.test = test
        self.example = example
        self.got = got

    def __str__(self):
        return str(self.test)


class UnexpectedException(Exception):
    """Raised by DebugRunner: an example raised an exception it should not."""

    def __init__(self, test, example, exc_info):
        self.test = test
        self.example = example
        self.exc_info = exc_info

    def __str__(self):
        return str(self.test)


class _Output(StringIO):
    """Takes what an example prints."""

    def getvalue(self):
        return _ending_with_newline(super().getvalue())

    def clear(self):
        self.seek(0)
        self.truncate()


_EXAMPLE_FILENAME = re.compile(r"<doctest (?P<name>.+)\[(?P<examplenum>\d+)\]>$")


class DocTestRunner:
    """Runs DocTests and reports failures."""

    DIVIDER = "*" * 70

    def __init__(self, checker=None, verbose=None, optionflags=0):
        self._checker = checker or OutputChecker()
        self._verbose = "-v" in sys.argv if verbose is None else verbose
        self.optionflags = optionflags
        self.original_optionflags = optionflags
        self.tries = 0
        self.failures = 0
        self._name2ft = {}
        self._fakeout = _Output()

    # What subclasses may report in another way.

    def report_start(self, out, test, example):
        """An example is about to be run."""
        if self._verbose:
            expecting = ("Expecting:\n" + _indent(example.want) if example.want
                         else "Expecting nothing\n")
            out(f"Trying:\n{_indent(example.source)}{expecting}")

    def report_success(self, out, test, example, got):
        if self._verbose:
            out("ok\n")

    def report_failure(self, out, test, example, got):
        out(self._failure_header(test, example)
            + self._checker.output_difference(example, got, self.optionflags))

    def report_unexpected_exception(self, out, test, example, exc_info):
        text = "".join(traceback.format_exception(*exc_info))
        out(f"{self._failure_header(test, example)}Exception raised:\n{_indent(text)}")

    def _failure_header(self, test, example):
        lines = [self.DIVIDER]
        if test.filename:
            if test.lineno is not None and example.lineno is not None:
                lineno = test.lineno + example.lineno + 1
            else:
                lineno = "?"
            lines.append(f'File "{test.filename}", line {lineno}, in {test.name}')
        else:
            lines.append(f"Line {example.lineno + 1}, in {test.name}")
        lines.append("Failed example:")
        lines.append(_indent(example.source))
        return "\n".join(lines)

    # Running.

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        """Run all examples of a DocTest; returns TestResults(failed, attempted)."""
        self.test = test
        if compileflags is None:
            compileflags = _extract_future_flags(test.globs)
        stdout = sys.stdout
        if out is None:
            encoding = stdout.encoding
            if encoding is None or encoding.lower() == "utf-8":
                out = stdout.write
            else:
                def out(text):
                    # Not everything can be shown there.
                    stdout.write(str(text.encode(encoding, "backslashreplace"), encoding))
        sys.stdout = self._fakeout
        trace = sys.gettrace() if hasattr(sys, "gettrace") else None
        getlines = linecache.getlines
        linecache.getlines = self._getlines(getlines)
        displayhook = sys.displayhook
        sys.displayhook = sys.__displayhook__
        try:
            return self._run_examples(test, compileflags, out)
        finally:
            sys.stdout = stdout
            if trace is not None:
                sys.settrace(trace)
            linecache.getlines = getlines
            sys.displayhook = displayhook
            if clear_globs:
                test.globs.clear()
                import builtins
                builtins._ = None

    def _getlines(self, original):
        """linecache.getlines that knows the sources of the examples too."""
        def getlines(filename, module_globals=None):
            match = _EXAMPLE_FILENAME.match(filename)
            if match and match["name"] == self.test.name:
                return self.test.examples[int(match["examplenum"])].source.splitlines(
                    keepends=True)
            return original(filename, module_globals)
        return getlines

    def _run_examples(self, test, compileflags, out):
        failures = tries = 0
        flags = self.optionflags
        for number, example in enumerate(test.examples):
            quiet = self.optionflags & REPORT_ONLY_FIRST_FAILURE and failures > 0
            self.optionflags = flags
            for flag, on in example.options.items():
                self.optionflags = self.optionflags | flag if on else self.optionflags & ~flag
            if self.optionflags & SKIP:
                continue
            tries += 1
            if not quiet:
                self.report_start(out, test, example)
            exc_info = self._execute(test, example, number, compileflags)
            got = self._fakeout.getvalue()
            self._fakeout.clear()
            outcome, got = self._judge(example, got, exc_info)
            if outcome == "ok":
                if not quiet:
                    self.report_success(out, test, example, got)
            else:
                if not quiet:
                    if outcome == "boom":
                        self.report_unexpected_exception(out, test, example, exc_info)
                    else:
                        self.report_failure(out, test, example, got)
                failures += 1
                if self.optionflags & FAIL_FAST:
                    break
        self.optionflags = flags
        failed, tried = self._name2ft.get(test.name, (0, 0))
        self._name2ft[test.name] = failed + failures, tried + tries
        self.failures += failures
        self.tries += tries
        return TestResults(failures, tries)

    def _execute(self, test, example, number, compileflags):
        """Run one example; returns what sys.exc_info() gives if it raises, else None."""
        try:
            exec(compile(example.source, f"<doctest {test.name}[{number}]>", "single",
                         compileflags, True), test.globs)
        except KeyboardInterrupt:
            raise
        except:
            return sys.exc_info()
        return None

    def _judge(self, example, got, exc_info):
        """("ok", "fail" or "boom", what there is to be shown)"""
        check = self._checker.check_output
        if exc_info is None:
            good = check(example.want, got, self.optionflags)
            return "ok" if good else "fail", got
        lines = traceback.format_exception_only(*exc_info[:2])
        # Of a syntax error only the last line counts: the place is that of the example.
        if issubclass(exc_info[0], SyntaxError):
            names = (f"{exc_info[0].__qualname__}:",
                     f"{exc_info[0].__module__}.{exc_info[0].__qualname__}:")
            for place, line in enumerate(lines):
                if line.startswith(names):
                    lines = lines[place:]
                    break
        message = "".join(lines)
        got += "".join(traceback.format_exception(*exc_info))
        if example.exc_msg is None:
            return "boom", got
        if check(example.exc_msg, message, self.optionflags):
            return "ok", got
        if self.optionflags & IGNORE_EXCEPTION_DETAIL and check(
                _strip_exception_details(example.exc_msg), _strip_exception_details(message),
                self.optionflags):
            return "ok", got
        return "fail", got

    def summarize(self, verbose=None):
        """Print the numbers for all that was run; returns TestResults(failed, attempted)."""
        if verbose is None:
            verbose = self._verbose
        empty, passed, failed = [], [], []
        for name, (failures, tries) in sorted(self._name2ft.items()):
            if tries == 0:
                empty.append(name)
            elif failures == 0:
                passed.append((name, tries))
            else:
                failed.append((name, failures, tries))
        all_tries = sum([tries for _, tries in self._name2ft.values()])
        all_failures = sum([failures for failures, _ in self._name2ft.values()])
        if verbose:
            if empty:
                print(len(empty), "items had no tests:")
                for name in empty:
                    print("   ", name)
            if passed:
                print(len(passed), "items passed all tests:")
                for name, tries in passed:
                    print(f" {tries:3d} tests in {name}")
        if failed:
            print(self.DIVIDER)
            print(len(failed), "items had failures:")
            for name, failures, tries in failed:
                print(f" {failures:3d} of {tries:3d} in {name}")
        if verbose:
            print(all_tries, "tests in", len(self._name2ft), "items.")
            print(all_tries - all_failures, "passed and", all_failures, "failed.")
        if all_failures:
            print("***Test Failed***", all_failures, "failures.")
        elif verbose:
            print("Test passed.")
        return TestResults(all_failures, all_tries)

    def merge(self, other):
        """Add the numbers of another runner."""
        for name, (failures, tries) in other._name2ft.items():
            mine = self._name2ft.get(name, (0, 0))
            self._name2ft[name] = mine[0] + failures, mine[1] + tries


class DebugRunner(DocTestRunner):
    """Raises an exception at the first failure, with everything one needs to look into it."""

    def run(self, test, compileflags=None, out=None, clear_globs=True):
        result = super().run(test, compileflags, out, False)
        if clear_globs:
            test.globs.clear()
        return result

    def report_unexpected_exception(self, out, test, example, exc_info):
        raise UnexpectedException(test, example, exc_info)

    def report_failure(self, out, test, example, got):
        raise DocTestFailure(test, example, got)


# Functions for a program's own use.

master = None


def _report(runner, report):
    global master
    if report:
        runner.summarize()
    if master is None:
        master = runner
    else:
        master.merge(runner)
    return TestResults(runner.failures, runner.tries)


def testmod(m=None, name=None, globs=None, verbose=None, report=True, optionflags=0,
            extraglobs=None, raise_on_error=False, exclude_empty=False):
    """Run the examples of a module, by default the caller's; returns TestResults."""
    if m is None:
        m = sys.modules.get("__main__")
    if not inspect.ismodule(m):
        raise TypeError(f"testmod: module required; {m!r}")
    finder = DocTestFinder(exclude_empty=exclude_empty)
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose,
                                                                optionflags=optionflags)
    for test in finder.find(m, name or m.__name__, globs=globs, extraglobs=extraglobs):
        runner.run(test)
    return _report(runner, report)


def _load_testfile(filename, package, module_relative, encoding):
    if module_relative:
        package = _normalize_module(package, 3)
        filename = _module_relative_path(package, filename)
        loader = getattr(package, "__loader__", None)
        if hasattr(loader, "get_data"):
            text = loader.get_data(filename).decode(encoding)
            return text.replace("\r\n", "\n").replace("\r", "\n"), filename
    with open(filename, encoding=encoding) as file:
        return file.read(), filename


def _module_relative_path(module, test_path):
    if not inspect.ismodule(module):
        raise TypeError(f"Expected a module: {module!r}")
    if test_path.startswith("/"):
        raise ValueError("Module-relative files may not have absolute paths")
    test_path = os.path.join(*test_path.split("/"))
    if hasattr(module, "__file__"):
        base = os.path.dirname(module.__file__)
    elif module.__name__ == "__main__":
        base = os.path.dirname(sys.argv[0]) if sys.argv and sys.argv[0] else os.curdir
    elif hasattr(module, "__path__"):
        for folder in module.__path__:
            full = os.path.join(folder, test_path)
            if os.path.exists(full):
                return full
        base = os.curdir
    else:
        raise ValueError(f"Can't resolve paths relative to the module {module!r} (it has no "
                         "__file__)")
    return os.path.join(base, test_path)


def testfile(filename, module_relative=True, name=None, package=None, globs=None, verbose=None,
             report=True, optionflags=0, extraglobs=None, raise_on_error=False,
             parser=DocTestParser(), encoding=None):
    """Run the examples in a text file; returns TestResults."""
    if package and not module_relative:
        raise ValueError("Package may only be specified for module-relative paths.")
    text, filename = _load_testfile(filename, package, module_relative, encoding or "utf-8")
    name = os.path.basename(filename) if name is None else name
    globs = {} if globs is None else globs.copy()
    if extraglobs is not None:
        globs.update(extraglobs)
    globs.setdefault("__name__", "__main__")
    runner = (DebugRunner if raise_on_error else DocTestRunner)(verbose=verbose,
                                                                optionflags=optionflags)
    runner.run(parser.get_doctest(text, globs, name, filename, 0))
    return _report(runner, report)


def run_docstring_examples(f, globs, verbose=False, name="NoName", compileflags=None,
                           optionflags=0):
    """Run the examples of one object in a given namespace."""
    finder = DocTestFinder(verbose=verbose, recurse=False)
    runner = DocTestRunner(verbose=verbose, optionflags=optionflags)
    for test in finder.find(f, name, globs=globs):
        runner.run(test, compileflags=compileflags)


# unittest.

_unittest_reportflags = 0


def set_unittest_reportflags(flags):
    """Set the reporting flags for tests that have none of their own; returns the old ones."""
    global _unittest_reportflags
    if flags & REPORTING_FLAGS != flags:
        raise ValueError("Only reporting flags allowed", flags)
    old, _unittest_reportflags = _unittest_reportflags, flags
    return old


class DocTestCase(unittest.TestCase):
    """A DocTest as a test case."""

    def __init__(self, test, optionflags=0, setUp=None, tearDown=None, checker=None):
        super().__init__()
        self._dt_optionflags = optionflags
        self._dt_checker = checker
        self._dt_test = test
        self._dt_setUp = setUp
        self._dt_tearDown = tearDown

    def setUp(self):
        self._dt_globs = self._dt_test.globs.copy()
        if self._dt_setUp is not None:
            self._dt_setUp(self._dt_test)

    def tearDown(self):
        if self._dt_tearDown is not None:
            self._dt_tearDown(self._dt_test)
        self._dt_test.globs.clear()
        self._dt_test.globs.update(self._dt_globs)

    def runTest(self):
        flags = self._dt_optionflags
        if not flags & REPORTING_FLAGS:
            flags |= _unittest_reportflags
        out = StringIO()
        runner = DocTestRunner(optionflags=flags, checker=self._dt_checker, verbose=False)
        runner.DIVIDER = "-" * 70
        failures, _ = runner.run(self._dt_test, out=out.write, clear_globs=False)
        if failures:
            raise self.failureException(self.format_failure(out.getvalue()))

    def format_failure(self, err):
        test = self._dt_test
        lineno = "unknown line number" if test.lineno is None else test.lineno
        last_name = test.name.split(".")[-1]
        return (f"Failed doctest test for {test.name}\n  File \"{test.filename}\", line {lineno}, "
                f"in {last_name}\n\n{err}")

    def debug(self):
        """Run it so that the first failure raises an exception."""
        self.setUp()
        runner = DebugRunner(optionflags=self._dt_optionflags, checker=self._dt_checker,
                             verbose=False)
        runner.run(self._dt_test, clear_globs=False)
        self.tearDown()

    def id(self):
        return self._dt_test.name

    def _key(self):
        return (self._dt_test, self._dt_optionflags, self._dt_setUp, self._dt_tearDown,
                self._dt_checker)

    def __eq__(self, other):
        return self._key() == other._key() if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((self._dt_optionflags, self._dt_setUp, self._dt_tearDown,
                     self._dt_checker))

    def __repr__(self):
        *path, last = self._dt_test.name.split(".")
        return f"{last} ({'.'.join(path)})"

    __str__ = object.__str__

    def shortDescription(self):
        return "Doctest: " + self._dt_test.name


class SkipDocTestCase(DocTestCase):
    """Stands for a module's tests when docstrings are left out."""

    def __init__(self, module):
        self.module = module
        super().__init__(None)

    def setUp(self):
        self.skipTest("DocTestSuite will not work with -O2 and above")

    def test_skip(self):
        pass

    def shortDescription(self):
        return f"Skipping tests from {self.module.__name__}"

    __str__ = shortDescription


class _DocTestSuite(unittest.TestSuite):
    def _removeTestAtIndex(self, index):
        pass  # they may be run again


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, **options):
    """A suite with a test for each docstring of a module that has examples.

    options: setUp and tearDown, called with the DocTest; optionflags; checker.
    """
    if test_finder is None:
        test_finder = DocTestFinder()
    module = _normalize_module(module)
    tests = test_finder.find(module, globs=globs, extraglobs=extraglobs)
    suite = _DocTestSuite()
    if not tests and sys.flags.optimize >= 2:
        suite.addTest(SkipDocTestCase(module))
        return suite
    for test in tests:
        if not test.examples:
            continue
        if not test.filename:
            filename = module.__file__
            test.filename = filename[:-1] if filename.endswith(".pyc") else filename
        suite.addTest(DocTestCase(test, **options))
    return suite


class DocFileCase(DocTestCase):
    """The examples of a file as a test case."""

    def id(self):
        return "_".join(self._dt_test.name.split("."))

    def __repr__(self):
        return self._dt_test.filename

    def format_failure(self, err):
        test = self._dt_test
        return (f"Failed doctest test for {test.name}\n  File \"{test.filename}\", line 0\n\n"
                f"{err}")


def DocFileTest(path, module_relative=True, package=None, globs=None, parser=DocTestParser(),
                encoding=None, **options):
    """A test case for a file."""
    if package and not module_relative:
        raise ValueError("Package may only be specified for module-relative paths.")
    globs = {} if globs is None else globs.copy()
    text, path = _load_testfile(path, package, module_relative, encoding or "utf-8")
    globs.setdefault("__file__", path)
    test = parser.get_doctest(text, globs, os.path.basename(path), path, 0)
    return DocFileCase(test, **options)


def DocFileSuite(*paths, **kw):
    """A suite with a test for each of some files."""
    suite = _DocTestSuite()
    if kw.get("module_relative", True):
        # Here the caller is still known.
        kw["package"] = _normalize_module(kw.get("package"))
    for path in paths:
        suite.addTest(DocFileTest(path, **kw))
    return suite


# Examples as a script.

def script_from_examples(s):
    """A script made of a text with examples; all that is no source becomes comments."""
    output = []
    for piece in DocTestParser().parse(s):
        if isinstance(piece, Example):
            output.append(piece.source[:-1])
            if piece.want:
                output.append("# Expected:")
                output += [f"## {line}" for line in piece.want.split("\n")[:-1]]
        else:
            output += [f"# {line}" if line.strip() else "#" for line in piece.split("\n")[:-1]]
    while output and output[-1] == "#":
        output.pop()
    while output and output[0] == "#":
        output.pop(0)
    return "\n".join(output) + "\n"


def testsource(module, name):
    """The examples of one docstring of a module, as a script."""
    module = _normalize_module(module)
    found = [test for test in DocTestFinder().find(module) if test.name == name]
    if not found:
        raise ValueError(name, "not found in tests")
    return script_from_examples(found[0].docstring)


def debug_src(src, pm=False, globs=None):
    """Run the examples of a text in the debugger."""
    debug_script(script_from_examples(src), pm, globs)


def debug_script(src, pm=False, globs=None):
    """Run a script in the debugger, or when it has raised an exception (pm)."""
    import pdb
    namespace = dict(globs or {})
    if not pm:
        pdb.Pdb(nosigint=True).run("exec(%r)" % src, namespace, namespace)
        return
    try:
        exec(src, namespace, namespace)
    except Exception as e:
        print(repr(e))
        debugger = pdb.Pdb(nosigint=True)
        debugger.reset()
        debugger.interaction(None, e.__traceback__)


def debug(module, name, pm=False):
    """Run the examples of one docstring of a module in the debugger."""
    module = _normalize_module(module)
    debug_script(testsource(module, name), pm, module.__dict__)


def _main():
    """The command: run the examples of files. The exit status."""
    from argparse import ArgumentParser
    parser = ArgumentParser(description="doctest runner")
    parser.add_argument("-v", "--verbose", action="store_true",
                        help="print very verbose output for all tests")
    parser.add_argument("-o", "--option", action="append", default=[],
                        choices=OPTIONFLAGS_BY_NAME,
                        help="specify a doctest option flag to apply to the test run;"
                             " may be specified more than once to apply multiple options")
    parser.add_argument("-f", "--fail-fast", action="store_true",
                        help="stop running tests after first failure (this is a shorthand"
                             " for -o FAIL_FAST, and is in addition to any other -o options)")
    parser.add_argument("file", nargs="+", help="file containing the tests to run")
    given = parser.parse_args()
    flags = FAIL_FAST if given.fail_fast else 0
    for name in given.option:
        flags |= OPTIONFLAGS_BY_NAME[name]
    for path in given.file:
        if _run_file(path, given.verbose, flags)[0]:
            return 1
    return 0


def _run_file(path, verbose, flags):
    if not path.endswith(".py"):
        return testfile(path, module_relative=False, verbose=verbose, optionflags=flags)
    folder, name = os.path.split(path)
    sys.path.insert(0, folder)
    try:
        module = __import__(name[:-len(".py")])
    finally:
        del sys.path[0]
    return testmod(module, verbose=verbose, optionflags=flags)


if __name__ == "__main__":
    sys.exit(_main())
