"""A small doctest: it finds the examples in docstrings and runs them as unittest cases."""

import os
import re
import sys
import traceback
import types
import unittest

is_stand_in = True
ELLIPSIS = 1
NORMALIZE_WHITESPACE = 2
IGNORE_EXCEPTION_DETAIL = 4
SKIP = 8
DONT_ACCEPT_TRUE_FOR_1 = 16
DONT_ACCEPT_BLANKLINE = 32
REPORT_NDIFF = REPORT_UDIFF = REPORT_CDIFF = REPORT_ONLY_FIRST_FAILURE = FAIL_FAST = 0

_FLAGS = {"ELLIPSIS": ELLIPSIS, "NORMALIZE_WHITESPACE": NORMALIZE_WHITESPACE,
          "IGNORE_EXCEPTION_DETAIL": IGNORE_EXCEPTION_DETAIL, "SKIP": SKIP,
          "DONT_ACCEPT_TRUE_FOR_1": DONT_ACCEPT_TRUE_FOR_1,
          "DONT_ACCEPT_BLANKLINE": DONT_ACCEPT_BLANKLINE}
_TRACEBACK = re.compile(r"Traceback \((most recent call last|innermost last)\):\s*$")


class Example:
    """A piece of source with the output that it should have."""

    def __init__(self, source, want, line, flags):
        self.source = source
        self.want = want
        self.line = line
        self.flags = flags
        lines = want.splitlines()
        self.error = None
        if lines and _TRACEBACK.match(lines[0]):
            rest = lines[1:]
            start = next((i for i, text in enumerate(rest) if re.match(r"\w", text)), len(rest))
            self.error = "\n".join(rest[start:]) + "\n"


def parse(text, base_flags):
    """The examples in a docstring."""
    lines = text.expandtabs().split("\n")
    examples = []
    at = 0
    while at < len(lines):
        stripped = lines[at].lstrip()
        if not (stripped.startswith(">>> ") or stripped == ">>>"):
            at += 1
            continue
        indent = len(lines[at]) - len(stripped)
        first = at
        source = [stripped[4:]]
        at += 1
        while at < len(lines) and lines[at][indent:indent + 3] == "..." and (
                not lines[at][:indent].strip()):
            source.append(lines[at][indent + 4:])
            at += 1
        want = []
        while at < len(lines) and lines[at].strip() and not (
                lines[at].lstrip().startswith(">>>")):
            want.append(lines[at][indent:])
            at += 1
        code = "\n".join(source) + "\n"
        flags = base_flags
        for directive in re.findall(r"#\s*doctest:\s*([^\n'\"]*)", code):
            for sign, name in re.findall(r"([+-])(\w+)", directive):
                flag = _FLAGS.get(name, 0)
                flags = flags | flag if sign == "+" else flags & ~flag
        if any(line.strip() and not line.strip().startswith("#") for line in source):
            examples.append(Example(code, "".join(f"{line}\n" for line in want), first, flags))
    return examples


def _matches(want, got, flags):
    if want == got:
        return True
    if not flags & DONT_ACCEPT_TRUE_FOR_1 and (got, want) in (("True\n", "1\n"), ("False\n", "0\n")):
        return True
    if not flags & DONT_ACCEPT_BLANKLINE:
        want = re.sub(r"(?m)^<BLANKLINE>\s*?$", "", want)
        got = re.sub(r"(?m)^[^\S\n]+$", "", got)
        if want == got:
            return True
    if flags & NORMALIZE_WHITESPACE:
        want, got = " ".join(want.split()), " ".join(got.split())
        if want == got:
            return True
    if flags & ELLIPSIS:
        return _matches_dots(want, got)
    return False


def _matches_dots(want, got):
    pieces = want.split("...")
    if len(pieces) == 1:
        return False
    start, end = 0, len(got)
    first, last = pieces[0], pieces[-1]
    if not got.startswith(first) or not got.endswith(last):
        return False
    start += len(first)
    end -= len(last)
    if start > end:
        return False
    for piece in pieces[1:-1]:
        start = got.find(piece, start, end)
        if start < 0:
            return False
        start += len(piece)
    return True


def _without_detail(message):
    kind = message.split("\n", 1)[0].split(":", 1)[0]
    return kind.rsplit(".", 1)[-1].strip()


class _Output:
    def __init__(self):
        self.pieces = []

    def write(self, text):
        self.pieces.append(text)
        return len(text)

    def flush(self):
        pass

    def take(self):
        text = "".join(self.pieces)
        self.pieces.clear()
        return text if not text or text.endswith("\n") else text + "\n"


class DocTestCase(unittest.TestCase):
    """The examples of one docstring."""

    def __init__(self, name, examples, namespace, setUp=None, tearDown=None):
        super().__init__("run_examples")
        self._name, self._examples, self._namespace = name, examples, namespace
        self._set_up, self._tear_down = setUp, tearDown
        self.globs = dict(namespace)

    def id(self):
        """The docstring's name."""
        return self._name

    def __str__(self):
        return f"{self._name} (doctest)"

    __repr__ = __str__

    def shortDescription(self):
        """The docstring's name."""
        return "Doctest: " + self._name

    def setUp(self):
        """Prepare the namespace."""
        self.globs = dict(self._namespace)
        if self._set_up is not None:
            self._set_up(self)

    def tearDown(self):
        """Clean up."""
        if self._tear_down is not None:
            self._tear_down(self)

    def run_examples(self):
        """Run every example; say what the wrong ones did."""
        wrong = []
        out = _Output()
        saved, hook = sys.stdout, sys.displayhook
        sys.stdout, sys.displayhook = out, sys.__displayhook__
        try:
            for number, example in enumerate(self._examples):
                if not example.flags & SKIP:
                    self._run(example, number, out, wrong)
        finally:
            sys.stdout, sys.displayhook = saved, hook
        if wrong:
            self.fail(f"{len(wrong)} of {len(self._examples)} examples:\n" + "\n".join(wrong))

    def _run(self, example, number, out, wrong):
        error = None
        try:
            exec(compile(example.source, f"<doctest {self._name}[{number}]>", "single", 0, True),
                 self.globs)
        except unittest.SkipTest:
            raise
        except Exception as caught:
            error = traceback.format_exception_only(type(caught), caught)[-1]
        got = out.take()
        if error is None and example.error is None:
            good = _matches(example.want, got, example.flags)
        elif error is None or example.error is None:
            good = False
        else:
            good = _matches(example.error, error, example.flags) or (
                example.flags & IGNORE_EXCEPTION_DETAIL
                and _without_detail(example.error) == _without_detail(error))
        if not good:
            wrong.append(f"line {example.line + 1}: {example.source.rstrip()}\n"
                         f"expected: {example.want.rstrip()}\n"
                         f"got: {got.rstrip()}{error or ''}")


def _docstrings(module):
    """Names and docstrings of a module, of its functions and classes and of their methods."""
    if isinstance(module.__doc__, str):
        yield module.__name__, module.__doc__
    for name, thing in sorted(vars(module).items()):
        if getattr(thing, "__module__", None) != module.__name__:
            continue
        if isinstance(thing, types.FunctionType) and isinstance(thing.__doc__, str):
            yield f"{module.__name__}.{name}", thing.__doc__
        elif isinstance(thing, type):
            if isinstance(thing.__doc__, str):
                yield f"{module.__name__}.{name}", thing.__doc__
            for method_name, method in sorted(vars(thing).items()):
                method = getattr(method, "__func__", method)
                if isinstance(method, types.FunctionType) and isinstance(method.__doc__, str):
                    yield f"{module.__name__}.{name}.{method_name}", method.__doc__
    for name, text in sorted(getattr(module, "__test__", {}).items()):
        yield f"{module.__name__}.__test__.{name}", (
            text if isinstance(text, str) else text.__doc__ or "")


def DocTestSuite(module=None, globs=None, extraglobs=None, test_finder=None, setUp=None,
                 tearDown=None, optionflags=0, **options):
    """A suite with a case for each docstring that has examples."""
    if module is None:
        module = sys.modules[sys._getframe(1).f_globals["__name__"]]
    elif isinstance(module, str):
        module = __import__(module, fromlist=["*"])
    namespace = dict(vars(module) if globs is None else globs)
    namespace.update(extraglobs or {})
    suite = unittest.TestSuite()
    for name, text in _docstrings(module):
        examples = parse(text, optionflags)
        if examples:
            suite.addTest(DocTestCase(name, examples, namespace, setUp, tearDown))
    return suite


def DocFileSuite(*paths, module_relative=True, package=None, setUp=None, tearDown=None,
                 globs=None, optionflags=0, encoding="utf-8", **options):
    """A suite with a case for each file."""
    folder = os.path.dirname(sys._getframe(1).f_globals.get("__file__", "")) if module_relative else ""
    suite = unittest.TestSuite()
    for path in paths:
        with open(os.path.join(folder, path), encoding=encoding) as file:
            examples = parse(file.read(), optionflags)
        namespace = {"__name__": "__main__", **(globs or {})}
        suite.addTest(DocTestCase(os.path.basename(path), examples, namespace, setUp, tearDown))
    return suite


def testmod(module=None, **options):
    """Run a module's examples; return how many docstrings failed and how many there are."""
    suite = DocTestSuite(module)
    result = unittest.TestResult()
    suite.run(result)
    return len(result.failures) + len(result.errors), result.testsRun
