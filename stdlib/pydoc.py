"""Documentation of objects as text, for help()."""

import inspect
import sys

__all__ = ["help", "render_doc", "getdoc", "plain"]


def getdoc(thing):
    """The documentation of an object, or the comments before it."""
    return inspect.getdoc(thing) or ""


def _indented(text, prefix="    "):
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _signature(thing):
    try:
        return str(inspect.signature(thing))
    except (TypeError, ValueError):
        return "(...)"


def _routine(name, thing):
    text = name + _signature(thing)
    doc = getdoc(thing)
    return text + "\n" + _indented(doc) if doc else text


def _is_data_descriptor(thing):
    return inspect.isdatadescriptor(thing)


def _class(name, cls):
    bases = [base.__name__ for base in cls.__bases__ if base is not object]
    title = f"class {name}({', '.join(bases)})" if bases else f"class {name}({'object'})"
    parts = []
    if cls.__init__ is not object.__init__:
        try:
            parts.append(name + str(inspect.signature(cls)) + "\n")
        except (TypeError, ValueError):
            pass
    doc = getdoc(cls)
    if doc:
        parts.append(doc + "\n")
    parts.append("Methods defined here:\n")
    data = []
    for key in sorted(cls.__dict__):
        if key.startswith("_") and key not in ("__init__", "__call__"):
            continue
        member = cls.__dict__[key]
        member = getattr(member, "__func__", member)
        if inspect.isroutine(member):
            parts.append(_routine(key, member) + "\n")
        elif _is_data_descriptor(member):
            data.append(key + ("\n" + _indented(getdoc(member)) if getdoc(member) else "") + "\n")
        elif not callable(member):
            data.append(f"{key} = {member!r}\n")
    if data:
        parts.append("-" * 70 + "\nData and other attributes defined here:\n")
        parts.extend(data)
    return title + "\n" + "\n".join(" |  " + line if line else " |"
                                    for line in "\n".join(parts).rstrip().split("\n"))


def _module(module):
    text = "NAME\n" + _indented(module.__name__) + "\n"
    doc = getdoc(module)
    if doc:
        text += "\nDESCRIPTION\n" + _indented(doc) + "\n"
    names = getattr(module, "__all__", None) or [n for n in dir(module) if not n.startswith("_")]
    classes = [n for n in names if inspect.isclass(getattr(module, n, None))]
    functions = [n for n in names if inspect.isroutine(getattr(module, n, None))]
    if classes:
        text += "\nCLASSES\n" + "\n\n".join(_indented(_class(n, getattr(module, n)))
                                            for n in classes) + "\n"
    if functions:
        text += "\nFUNCTIONS\n" + "\n\n".join(_indented(_routine(n, getattr(module, n)))
                                              for n in functions) + "\n"
    return text + "\nFILE\n" + _indented(getattr(module, "__file__", "(built-in)"))


def _described(thing):
    if inspect.ismodule(thing):
        return "module " + thing.__name__
    if inspect.isbuiltin(thing):
        return "built-in function " + thing.__name__
    if inspect.isclass(thing):
        return "class " + thing.__name__
    if inspect.isfunction(thing):
        return "function " + thing.__name__
    if inspect.ismethod(thing):
        return "method " + thing.__name__
    return type(thing).__name__ + " object"


def render_doc(thing, title="Help on %s:"):
    """The documentation of an object, or of what a dotted name means."""
    if isinstance(thing, str):
        thing = _locate(thing)
    module = inspect.getmodule(thing)
    what = _described(thing)
    name = getattr(thing, "__name__", None)
    if not inspect.ismodule(thing) and module is not None and name:
        what += " in module " + module.__name__
    if inspect.ismodule(thing):
        body = _module(thing)
    elif inspect.isclass(thing):
        body = _class(thing.__name__, thing)
    elif inspect.isroutine(thing):
        body = _routine(name, thing)
    else:
        body = _class(type(thing).__name__, type(thing))
    return title % what + "\n\n" + body


def _locate(path):
    """What a dotted name means: a module, or an attribute of one."""
    import builtins
    import importlib
    parts = path.split(".")
    if hasattr(builtins, parts[0]):
        found, rest = builtins, parts
    else:
        found, rest = None, parts
        for count in range(len(parts), 0, -1):
            try:
                found = importlib.import_module(".".join(parts[:count]))
            except ImportError:
                continue
            rest = parts[count:]
            break
        if found is None:
            raise ImportError(f"No Python documentation found for {path!r}.")
    for part in rest:
        found = getattr(found, part)
    return found


def plain(text):
    """Text without the overstrikes that old terminals showed as bold."""
    result = []
    for char in text:
        if char == "\b":
            result.pop()
        else:
            result.append(char)
    return "".join(result)


def _in_columns(words, width=80):
    """The words, sorted, from left to right."""
    column = max(map(len, words)) + 2
    count = max(1, width // column)
    words = sorted(words)
    rows = [words[i:i + count] for i in range(0, len(words), count)]
    return "\n".join("".join([word.ljust(column) for word in row]).rstrip() for row in rows)


def _modules():
    from importlib.util import find_spec
    return [name for name in sys.stdlib_module_names
            if not name.startswith("_") and find_spec(name) is not None]


def _of_file(path):
    """The module that a file holds."""
    from importlib.util import module_from_spec, spec_from_file_location
    name = path.rpartition("/")[2].removesuffix(".py")
    spec = spec_from_file_location(name, path)
    if spec is None:
        raise ImportError(f"{path!r} is no module")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _answer(request):
    """The text for what somebody has asked about; ImportError if there is none."""
    if request == "modules":
        return "The modules that Weft brings along:\n\n" + _in_columns(_modules())
    if request == "keywords":
        import keyword
        return "The keywords of Python:\n\n" + _in_columns(keyword.kwlist)
    if isinstance(request, str) and "/" in request:
        return render_doc(_of_file(request))
    try:
        return render_doc(request)
    except (ImportError, AttributeError):
        raise ImportError(f"No Python documentation found for {request!r}.\n"
                          "Use help('modules') for the list of modules.\n"
                          "Use help(str) for help on the str class.") from None


class _Help:
    """The function help()."""

    def __repr__(self):
        return "Type help() for interactive help, or help(object) for help about object."

    def __call__(self, *request):
        if not request:
            self._converse()
            return
        try:
            text = _answer(request[0])
        except ImportError as error:
            text = str(error)
        print(text.rstrip())
        print()

    def _converse(self):
        print("Type the name of a module, a class or a function to read about it, 'modules' or\n"
              "'keywords' for a list of them, and 'quit' or nothing to go back.")
        while True:
            try:
                request = input("help> ").strip()
            except (EOFError, KeyboardInterrupt):
                print()
                return
            if request in ("", "q", "quit", "exit"):
                return
            self(request)


help = _Help()


_USAGE = """\
pydoc - documentation as text

pydoc <name> ...
    Show the documentation of something: of a function, module or package, of a class or function
    within one, which a dotted name means, or of a file, whose path has a slash. 'modules' and
    'keywords' are lists."""


def cli():
    """The command: show the documentation of each name."""
    if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
        print(_USAGE)
        return
    if sys.argv[1].startswith("-"):
        print(f"pydoc: unknown option {sys.argv[1]}\n{_USAGE}", file=sys.stderr)
        sys.exit(2)
    for name in sys.argv[1:]:
        try:
            print(_answer(name).rstrip() + "\n")
        except (ImportError, OSError) as error:
            sys.exit(str(error))


if __name__ == "__main__":
    cli()
