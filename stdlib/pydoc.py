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


class _Help:
    """The function help()."""

    def __repr__(self):
        return "Type help() for interactive help, or help(object) for help about object."

    def __call__(self, *request):
        if not request:
            print("Type help(object) for the documentation of an object, such as help(len),\n"
                  "or help('name') for that of a module or a dotted name.")
            return
        try:
            text = render_doc(request[0])
        except ImportError as error:
            text = str(error)
        print(text.rstrip())
        print()


help = _Help()


_USAGE = """\
pydoc - documentation as text

pydoc <name> ...
    Show the documentation of something: of a function, module or package, or of a class or
    function within one, which a dotted name means."""


def cli():
    """The command: show the documentation of each name."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print(_USAGE)
        return
    for name in sys.argv[1:]:
        try:
            print(render_doc(name).rstrip() + "\n")
        except (ImportError, AttributeError):
            sys.exit(f"No Python documentation found for {name!r}.\n"
                     "Use help() to get the interactive help utility.\n"
                     "Use help(str) for help on the str class.")


if __name__ == "__main__":
    cli()
