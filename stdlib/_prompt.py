"""The interactive prompt: reads statements, runs them, shows what they give."""

import builtins
import codeop
import keyword
import os
import sys

import _edit
import _imp

_MOST_CHOICES = 2000


def _known_modules(package):
    """The last parts of the names of modules in a package that are loaded or in the library;
    '': those outside of any."""
    names = [*_imp.frozen_names(), *sys.modules]
    if not package:
        names += sys.builtin_module_names
    return {name.rpartition(".")[2] for name in names
            if isinstance(name, str) and name.rpartition(".")[0] == package}


def _modules_in(folder):
    """The names of modules and packages in a folder, and the packages' folders by their names."""
    names, packages = set(), {}
    try:
        with os.scandir(folder or ".") as entries:
            for entry in entries:
                stem, ending = os.path.splitext(entry.name)
                if ending == ".py" and entry.is_file():
                    names.add(stem)
                elif entry.is_dir() and os.path.isfile(os.path.join(entry.path, "__init__.py")):
                    packages[entry.name] = entry.path
    except OSError:
        pass  # an archive, or none of what sys.path names
    names = {name for name in names.union(packages) if name.isidentifier()} - {"__init__"}
    return names, packages


def _modules(package):
    """The names that follow `import package.`, or `import` for ''; nothing is imported."""
    found = _known_modules(package)
    path = getattr(sys, "path", None)
    folders = [folder for folder in path if isinstance(folder, str)] if type(path) is list else []
    for part in package.split(".") if package else ():
        folders = [packages[part] for _, packages in map(_modules_in, folders) if part in packages]
    for folder in folders:
        found |= _modules_in(folder)[0]
    return found


def _names_of(thing):
    """dir(thing), or nothing where that is code of its own that fails."""
    try:
        return dir(thing)
    except Exception:
        return ()


def _members(module):
    """What a module has, if it is loaded, and what is in the package."""
    if module.startswith("."):
        return set()  # what is typed here is in no package
    return _modules(module).union(_names_of(sys.modules[module]) if module in sys.modules else ())


def _shown(names, start):
    """The names that begin so. Those of the language itself, which are many, and hidden ones only
    when somebody begins to type one."""
    names = {name for name in names if isinstance(name, str) and name.startswith(start)}
    return names if start else {name for name in names if not name.startswith("_")} or names


class _Completer:
    """Finds what a name, or a dotted name, can become in a namespace."""

    def __init__(self, namespace):
        self.namespace = namespace

    def __call__(self, word, before):
        """before: what stands before the word in its line."""
        owner, dot, start = word.rpartition(".")
        statement = before.replace(":", ";").rpartition(";")[2]
        words = statement.replace(",", " , ").replace("(", " ( ").split()
        match words:
            case ["from" | "import", *_] if word.startswith("."):
                found = ()  # of the package that what is typed here is not in
            case ["from"] | ["import"] | ["import", *_, ","]:
                found = {f"{owner}{dot}{name}" for name in _shown(_modules(owner), start)}
            case ["from", module] if module.strip("."):
                found = _shown({"import"}, word)
            case ["from", module, "import"] | ["from", module, "import", *_, "," | "("]:
                found = _shown(_members(module), word)
            case _ if not word:
                found = ()
            case _:
                found = self._attributes(owner, start) if dot else self._names(start)
        return sorted(found)[:_MOST_CHOICES]

    def _names(self, start):
        found = {name for name in keyword.kwlist if name.startswith(start)}
        for names in (self.namespace, vars(builtins)):
            found.update(name for name in list(names)
                         if isinstance(name, str) and name.startswith(start))
        return found

    def _attributes(self, owner, start):
        try:
            thing = self._evaluate(owner)
        except (AttributeError, NameError, KeyError):
            return set()
        return {f"{owner}.{name}" for name in _shown(_names_of(thing), start)}

    def _evaluate(self, path):
        first, *rest = path.split(".")
        thing = self.namespace[first] if first in self.namespace else vars(builtins)[first]
        for name in rest:
            # Properties are code that nobody asked to run.
            if isinstance(getattr(type(thing), name, None), property):
                raise AttributeError(name)
            thing = getattr(thing, name)
        return thing


class _Terminal:
    """Lines from a person at a terminal, with editing and history."""

    def __init__(self, namespace):
        self.completer = _Completer(namespace)
        self.plain = None
        self.history = os.environ.get("WEFT_HISTORY")
        if self.history is None or sys.flags.ignore_environment:
            self.history = os.path.join(os.path.expanduser("~"), ".weft_history")
        if self.history:
            try:
                _edit.load(self.history)
            except OSError:
                pass  # there is none yet, or it cannot be read: begin with an empty one

    def read(self, prompt):
        if self.plain:
            return self.plain.read(prompt)
        try:
            line = _edit.read(prompt, self.completer)
        except OSError as error:  # there is no libedit, or no terminal any more
            sys.stderr.write(f"weft: {error}\n")
            self.plain = _Stream()
            return self.plain.read(prompt)
        if line is not None and line.strip():
            _edit.remember(line.rstrip("\n"))
        return line

    def close(self):
        if self.history:
            try:
                _edit.save(self.history)
            except OSError:
                pass  # a home folder that cannot be written to is no reason to complain


class _Stream:
    """Lines from standard input that is no terminal."""

    def read(self, prompt):
        sys.stderr.write(prompt)
        sys.stderr.flush()
        try:
            return sys.stdin.readline() or None
        except OSError:
            return None  # it was closed

    def close(self):
        pass


def _is_terminal():
    try:
        return os.isatty(0) and os.isatty(1) and sys.stdin.fileno() == 0
    except (AttributeError, OSError, ValueError):
        return False


def _prompt(name, default):
    return str(getattr(sys, name, default))


def _refuse_if_ended(source):
    """SyntaxError for a statement that an empty line ends, though it is not complete.

    In brackets, in a string and after a backslash a line may be empty.
    """
    if source.endswith("\\\n\n"):
        return
    try:
        compile(source, "<stdin>", "single", 0, True)
    except SyntaxError as error:
        if not error.msg.endswith("was never closed") and "triple-quoted" not in error.msg:
            raise


def _compile(source, compiler):
    try:
        return compiler(source.removesuffix("\n"), "<stdin>", "single")
    except SyntaxError as error:
        refused = error
    # With its end the line may be marked otherwise.
    compile(source, "<stdin>", "single", 0, True)
    raise refused


def _read_statement(lines, compiler):
    """The code of one statement; None at the end of input."""
    source = ""
    prompt = _prompt("ps1", ">>> ")
    while True:
        line = lines.read(prompt)
        if line is None:
            if not source:
                return None
            return compile(source, "<stdin>", "single", 0, False)
        source += line if line.endswith("\n") else line + "\n"
        code = _compile(source, compiler)
        if code is not None:
            return code
        if line in ("", "\n"):
            _refuse_if_ended(source)
        prompt = _prompt("ps2", "... ")


def _report():
    kind, value, traceback = sys.exc_info()
    sys.last_type, sys.last_value, sys.last_traceback = kind, value, traceback.tb_next
    value = value.with_traceback(traceback.tb_next)
    sys.excepthook(kind, value, value.__traceback__)


def _run(code, namespace):
    try:
        exec(code, namespace)
    except SystemExit:
        raise
    except BaseException:
        _report()


def _loop(lines, namespace):
    compiler = codeop.CommandCompiler()
    while True:
        try:
            try:
                code = _read_statement(lines, compiler)
            except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError) as error:
                error = error.with_traceback(None)
                sys.last_type, sys.last_value, sys.last_traceback = type(error), error, None
                sys.excepthook(type(error), error, None)
                continue
            if code is None:
                break
            _run(code, namespace)
        except KeyboardInterrupt:
            sys.stderr.write("KeyboardInterrupt\n")
            sys.stderr.flush()
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (AttributeError, OSError, ValueError):
                pass


def _run_startup(namespace):
    path = os.environ.get("WEFTSTARTUP")
    if not path or sys.flags.ignore_environment:
        return
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        sys.stderr.write(f"Could not open WEFTSTARTUP\n{type(error).__name__}: {error}\n")
        return
    try:
        exec(compile(source, path, "exec"), namespace)
    except SystemExit:
        raise
    except BaseException:
        _report()


def interact(module):
    """Talk with whoever is at standard input, in the namespace of a module, until it ends."""
    namespace = vars(module)
    terminal = _is_terminal()
    if not sys.flags.quiet and not sys.flags.inspect:
        version = sys.version.partition("(")[2].rstrip(")")
        print(f"{version} (Python {sys.version_info.major}.{sys.version_info.minor})\n"
              'Type "help(x)" for what x is, Ctrl-D to leave.', file=sys.stderr)
    for name, text in (("ps1", ">>> "), ("ps2", "... ")):
        if not hasattr(sys, name):
            setattr(sys, name, text)
    lines = _Terminal(namespace) if terminal else _Stream()
    if terminal:
        _run_startup(namespace)
    try:
        _loop(lines, namespace)
    finally:
        lines.close()
    sys.stderr.write("\n")
