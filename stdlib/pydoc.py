"""Documentation of objects as text, for help()."""

import builtins
import importlib
import inspect
import os
import re
import sys
from reprlib import Repr
from traceback import format_exception_only

__all__ = ["help"]


# --- Docstrings ---

def _own_doc(thing):
    """The documentation that is the thing's own, and not that of its type; or None."""
    try:
        doc = object.__getattribute__(thing, "__doc__")
        if doc is not None and thing is not type:
            if inspect.isclass(thing):
                doc = vars(thing).get("__doc__")
            elif doc == getattr(type(thing), "__doc__", None):
                doc = None
    except AttributeError:
        return None
    return doc if isinstance(doc, str) else None


def _found_doc(thing):
    """The same, or for a method that of the method which it overrides."""
    doc = _own_doc(thing)
    if doc is None and not inspect.isclass(thing):
        try:
            doc = inspect._finddoc(thing)
        except (AttributeError, TypeError):
            return None
    return inspect.cleandoc(doc) if isinstance(doc, str) else None


def getdoc(thing):
    """The documentation of an object, or the comments before it."""
    text = _found_doc(thing) or inspect.getcomments(thing) or ""
    return re.sub(r"^ *\n", "", text.rstrip())


def splitdoc(doc):
    """The first line and the rest, if an empty line is between them."""
    first, *rest = doc.strip().split("\n")
    if rest and rest[0].strip():
        return "", "\n".join([first, *rest])
    return first, "\n".join(rest[1:])


def source_synopsis(file):
    """The first line of the docstring that an open source file begins with, or None."""
    text = re.sub(r"\A(?:[ \t\f]*(?:#.*)?\n)*", "", file.read())
    found = re.match(r'r?"""\\?(.*?)(?:"""|\Z)', text, re.DOTALL)
    return found[1].strip().split("\n")[0].strip() if found else None


def synopsis(filename, cache=None):
    """The first line of the docstring of a source file, or None."""
    try:
        with open(filename, encoding="utf-8") as file:
            return source_synopsis(file)
    except (OSError, UnicodeError):
        return None


# --- What belongs to what ---

_HIDDEN = frozenset(
    "__author__ __builtins__ __cached__ __credits__ __date__ __doc__ __docformat__ __file__ "
    "__loader__ __module__ __name__ __package__ __path__ __qualname__ __slots__ __spec__ "
    "__version__".split())


def visiblename(name, all=None, obj=None):
    """Is a name shown? all: a module's __all__; obj: the class that has the name."""
    if name in _HIDDEN:
        return False
    if name.startswith("__") and name.endswith("__"):
        return True
    if name.startswith("_") and hasattr(obj, "_fields"):
        return True  # what a named tuple calls _replace is for everybody
    return name in all if all is not None else not name.startswith("_")


def classname(thing, modname):
    """The name of a class, with its module's unless that is modname."""
    own = thing.__module__
    return thing.__name__ if own == modname else f"{own}.{thing.__name__}"


def isdata(thing):
    """Is it none of the things that have a section of their own?"""
    return not (inspect.ismodule(thing) or inspect.isclass(thing) or inspect.isroutine(thing)
                or inspect.isframe(thing) or inspect.istraceback(thing) or inspect.iscode(thing))


def classify_class_attrs(thing):
    """inspect's tuples, with two kinds more: data descriptors and readonly properties."""
    found = []
    for name, kind, owner, value in inspect.classify_class_attrs(thing):
        if inspect.isdatadescriptor(value):
            readonly = isinstance(value, property) and value.fset is None
            kind = "readonly property" if readonly else "data descriptor"
        found.append((name, kind, owner, value))
    return found


def sort_attributes(attrs, thing):
    """Sort the tuples by name in place, what the class names in _fields before the others."""
    fields = getattr(thing, "_fields", [])
    try:
        places = {name: place for place, name in enumerate(fields, -len(fields))}
    except TypeError:
        places = {}
    attrs.sort(key=lambda attr: (places.get(attr[0], 0), attr[0]))


def allmethods(cls):
    """A dict of all methods of a class."""
    found = {name: None for name, _ in inspect.getmembers(cls, inspect.isroutine)}
    for base in cls.__bases__:
        found.update(allmethods(base))
    return {name: getattr(cls, name) for name in found}


def ispath(text):
    """Is a text the path of a file, and not a dotted name?"""
    return isinstance(text, str) and os.sep in text


# --- Text ---

def replace(text, *pairs):
    """Replace one after the other: old, new, old, new ..."""
    while pairs:
        text = pairs[1].join(text.split(pairs[0]))
        pairs = pairs[2:]
    return text


def cram(text, maxlen):
    """The text, its middle left out if it is longer than that."""
    if len(text) <= maxlen:
        return text
    before = max(0, (maxlen - 3) // 2)
    after = max(0, maxlen - 3 - before)
    return text[:before] + "..." + text[len(text) - after:]


def stripid(text):
    """A repr without the address at its end."""
    return re.sub(r" at 0x[0-9a-f]{6,16}(>+)$", r"\1", text, flags=re.IGNORECASE)


def plain(text):
    """Text without the overstrikes that terminals show as bold."""
    return re.sub(".\b", "", text)


class TextRepr(Repr):
    """Values in at most about a line."""

    def __init__(self):
        super().__init__()
        self.maxlist = self.maxtuple = 20
        self.maxdict = 10
        self.maxstring = self.maxother = 100

    def repr_string(self, x, level):
        return repr(cram(x, self.maxstring))

    repr_str = repr_string

    def repr_instance(self, x, level):
        try:
            return cram(stripid(repr(x)), self.maxother)
        except Exception:
            return f"<{x.__class__.__name__} instance>"


def _is_bound(thing):
    if inspect.ismethod(thing):
        return True
    return inspect.isbuiltin(thing) and not (thing.__self__ is None
                                             or inspect.ismodule(thing.__self__))


def _signature(thing):
    """The text of the parameters; "" where they cannot be told."""
    try:
        return str(inspect.signature(thing))
    except (TypeError, ValueError):
        return ""


class Doc:
    """Finds the method for a kind of object: docmodule, docclass, docroutine, docdata, docother."""

    def document(self, object, name=None, *args):
        """The documentation of anything."""
        args = (object, name) + args
        if inspect.isgetsetdescriptor(object) or inspect.ismemberdescriptor(object):
            return self.docdata(*args)
        try:
            if inspect.ismodule(object):
                return self.docmodule(*args)
            if inspect.isclass(object):
                return self.docclass(*args)
            if inspect.isroutine(object):
                return self.docroutine(*args)
        except AttributeError:
            pass  # it claims to be something that it is not
        if inspect.isdatadescriptor(object):
            return self.docdata(*args)
        return self.docother(*args)

    def fail(self, object, name=None, *args):
        """TypeError: there is nothing for this kind of object."""
        shown = " " + repr(name) if name else ""
        raise TypeError(f"don't know how to document object{shown} of type "
                        f"{type(object).__name__}")

    docmodule = docclass = docroutine = docother = docproperty = docdata = fail


# The kinds of a class's attributes in the order in which they are shown.
_KINDS = (("Methods", "method"), ("Class methods", "class method"),
          ("Static methods", "static method"), ("Readonly properties", "readonly property"),
          ("Data descriptors", "data descriptor"), ("Data and other attributes", "data"))


class TextDoc(Doc):
    """Documentation as text, whose names are overstruck."""

    _repr_instance = TextRepr()
    repr = _repr_instance.repr

    def bold(self, text):
        """The text, each character written twice in its place."""
        return "".join([char + "\b" + char for char in text])

    def indent(self, text, prefix="    "):
        """Every line with a prefix."""
        return "\n".join([prefix + line for line in text.split("\n")]) if text else ""

    def section(self, title, contents):
        """A title and what is under it."""
        return f"{self.bold(title)}\n{self.indent(contents).rstrip()}\n\n"

    def formattree(self, tree, modname, parent=None, prefix=""):
        """The tree of inspect.getclasstree, a line a class."""
        text = ""
        for entry in tree:
            if isinstance(entry, list):
                text += self.formattree(entry, modname, cls, prefix + "    ")
                continue
            cls, bases = entry
            text += prefix + classname(cls, modname)
            if bases and bases != (parent,):
                text += "(%s)" % ", ".join([classname(base, modname) for base in bases])
            text += "\n"
        return text

    # Modules

    def docmodule(self, object, name=None, mod=None):
        """The documentation of a module, section by section."""
        name = object.__name__
        synopsis, description = splitdoc(getdoc(object))
        sections = [("NAME", name + (" - " + synopsis if synopsis else "")),
                    ("DESCRIPTION", description)]
        package = _contents_of_package(object)
        sections.append(("PACKAGE CONTENTS", "\n".join(package)))
        sections.append(("SUBMODULES", "\n".join(_submodules(object, package))))
        classes, functions, data = _members_of_module(object)
        if classes:
            tree = inspect.getclasstree([cls for _, cls in classes], True)
            texts = [self.formattree(tree, name)]
            texts += [self.document(cls, key, name) for key, cls in classes]
            sections.append(("CLASSES", "\n".join(texts)))
        sections.append(("FUNCTIONS", "\n".join([self.document(value, key, name)
                                                 for key, value in functions])))
        sections.append(("DATA", "\n".join([self.docother(value, key, name, maxlen=70)
                                            for key, value in data])))
        sections += _signs_of_module(object)
        try:
            file = inspect.getabsfile(object)
        except TypeError:
            file = "(built-in)"
        sections.append(("FILE", file))
        return "".join([self.section(*section) for section in sections if section[1]])

    # Classes

    def docclass(self, object, name=None, mod=None, *ignored):
        """The documentation of a class: what it defines, then what it has from each base."""
        module, title = object.__module__, "class " + self.bold(object.__name__)
        if name and name != object.__name__:
            title = f"{self.bold(name)} = class {object.__name__}"
        if object.__bases__:
            title += "(%s)" % ", ".join([classname(base, module) for base in object.__bases__])
        parts = []
        signature = _signature(object)
        if signature and signature != "()":
            parts.append(object.__name__ + signature + "\n")
        doc = getdoc(object)
        if doc:
            parts.append(doc + "\n")
        mro = inspect.getmro(object)
        if len(mro) > 2:
            parts.append("Method resolution order:")
            parts += ["    " + classname(cls, module) for cls in mro] + [""]
        parts += _built_in_subclasses(object)
        groups = [part for cls in mro for part in self._groups(object, cls, mod)]
        parts.append(("-" * 70 + "\n").join(groups))
        return title + "\n" + self.indent("\n".join(parts).rstrip(), " |  ") + "\n"

    def _groups(self, object, owner, mod):
        """A text for each kind of attributes that a class has from one class."""
        if owner is builtins.object and object is not owner:
            return []
        attrs = [attr for attr in classify_class_attrs(object)
                 if attr[2] is owner and visiblename(attr[0], obj=object)]
        sort_attributes(attrs, object)
        where = "defined here"
        if owner is not object:
            where = "inherited from " + classname(owner, object.__module__)
        groups = []
        for title, kind in _KINDS:
            texts = [self._attribute(object, *attr, mod) for attr in attrs if attr[1] == kind]
            if texts:
                groups.append("\n".join([f"{title} {where}:\n", *texts, ""]))
        return groups

    def _attribute(self, object, name, kind, owner, value, mod):
        if kind == "data":
            return self.docother(getattr(object, name, value), name, mod, maxlen=70,
                                 doc=getdoc(value)) + "\n"
        if "method" not in kind:
            return self.docdata(value, name, mod)
        try:
            bound = getattr(object, name)
        except Exception:
            return self.docdata(value, name, mod)
        return self.document(bound, name, mod, object)

    # What they contain

    def docroutine(self, object, name=None, mod=None, cl=None):
        """The documentation of a function or method."""
        realname = object.__name__
        note, alias = "", name and name != realname
        if _is_bound(object):
            cls = type(object.__self__)
            if not cl:
                note = f" method of {classname(cls, mod)} instance"
            elif cls is not cl:
                note = " from " + classname(cls, mod)
        title = f"{self.bold(name)} = {realname}" if alias else self.bold(realname)
        signature = _signature(object)
        if signature and realname == "<lambda>":
            title, signature = self.bold(name or realname) + " lambda ", signature[1:-1]
        if inspect.iscoroutinefunction(object) or inspect.isasyncgenfunction(object):
            title = "async " + title
        text = title + (signature or "(...)") + note + "\n"
        if alias and cl and inspect.getattr_static(cl, realname, None) is object:
            return text  # documented under its own name
        doc = getdoc(object)
        return text + self.indent(doc).rstrip() + "\n" if doc else text

    def docdata(self, object, name=None, mod=None, cl=None):
        """The documentation of a property or another data descriptor."""
        text = self.bold(name) + "\n" if name else ""
        doc = getdoc(object)
        return text + self.indent(doc) + "\n" if doc else text

    docproperty = docdata

    def docother(self, object, name=None, mod=None, parent=None, maxlen=None, doc=None):
        """A value; maxlen: of its line."""
        shown = self.repr(object)
        if maxlen:
            excess = len(f"{name} = {shown}" if name else shown) - maxlen
            if excess > 0:
                shown = shown[:-excess] + "..."
        line = f"{self.bold(name)} = {shown}" if name else shown
        doc = doc or getdoc(object)
        return line + "\n" + self.indent(str(doc)) + "\n" if doc else line


class _PlainTextDoc(TextDoc):
    """Text as it is."""

    def bold(self, text):
        return text


text = TextDoc()
plaintext = _PlainTextDoc()


def _built_in_subclasses(cls):
    """The lines that name some subclasses of a class among the built-in classes."""
    names = sorted([sub.__name__ for sub in type.__subclasses__(cls)
                    if sub.__module__ == "builtins" and not sub.__name__.startswith("_")])
    if not names:
        return []
    lines = ["    " + name for name in names[:4]]
    if len(names) > 4:
        lines.append(f"    ... and {len(names) - 4} other subclasses")
    return ["Built-in subclasses:", *lines, ""]


def _members_of_module(module):
    """The classes, routines and data to show of a module, each a list of (name, value)."""
    all = getattr(module, "__all__", None)

    def members(kind, is_own):
        return [(name, value) for name, value in inspect.getmembers(module, kind)
                if visiblename(name, all, module) and (all is not None or is_own(value))]

    return (members(inspect.isclass, lambda cls: (inspect.getmodule(cls) or module) is module),
            members(inspect.isroutine, lambda function: inspect.isbuiltin(function)
                    or inspect.getmodule(function) is module),
            members(isdata, lambda value: True))


def _contents_of_package(module):
    """The lines that name the modules of a package."""
    names = set()
    for folder in getattr(module, "__path__", ()):
        try:
            entries = os.listdir(folder)
        except OSError:
            continue
        for entry in entries:
            name = inspect.getmodulename(entry)
            if name and name.isidentifier() and name != "__init__":
                names.add(name)
            elif entry.isidentifier() and os.path.isfile(os.path.join(folder, entry,
                                                                      "__init__.py")):
                names.add(entry + " (package)")
    return sorted(names)


def _submodules(module, package):
    """The names of modules below a module that are not among those of its package."""
    listed = {line.split()[0] for line in package}
    return sorted([name for name, value in inspect.getmembers(module, inspect.ismodule)
                   if value.__name__.startswith(module.__name__ + ".") and name not in listed])


def _signs_of_module(module):
    """The sections for what a module says about itself in its variables."""
    found = []
    for title in ("VERSION", "DATE", "AUTHOR", "CREDITS"):
        name = f"__{title.lower()}__"
        if hasattr(module, name):
            value = str(getattr(module, name))
            if title == "VERSION" and re.match(r"\$Revision: .*\$\Z", value, re.DOTALL):
                value = value[11:-1].strip()
            found.append((title, value))
    return found


# --- Finding things by name ---

class ErrorDuringImport(Exception):
    """A module was found but raised an exception when it was run."""

    def __init__(self, filename, exc_info):
        self.filename = filename
        self.exc, self.value, self.tb = exc_info

    def __str__(self):
        return f"problem in {self.filename} - {self.exc.__name__}: {self.value}"


def safeimport(path, forceload=0, cache={}):
    """The module of a dotted name; None if there is no such module."""
    if forceload and path in sys.modules and path not in sys.builtin_module_names:
        for name in [path] + [name for name in sys.modules if name.startswith(path + ".")]:
            cache[name] = sys.modules.pop(name)  # kept alive for those who have it
    try:
        return importlib.import_module(path)
    except ImportError as error:
        # Only what comes out of another module is a problem of that module.
        missing = error.name if isinstance(error, ModuleNotFoundError) else None
        if missing and (path + ".").startswith(missing + "."):
            return None
        raise ErrorDuringImport(path, sys.exc_info()) from None
    except BaseException:
        file = getattr(sys.modules.get(path), "__file__", path)
        raise ErrorDuringImport(file, sys.exc_info()) from None


def locate(path, forceload=0):
    """What a dotted name means: a module, or an attribute of one, or a built-in; or None."""
    parts = [part for part in path.split(".") if part]
    found, rest = builtins, parts
    for count in range(1, len(parts) + 1):
        module = safeimport(".".join(parts[:count]), forceload)
        if not module:
            break
        found, rest = module, parts[count:]
    for part in rest:
        try:
            found = getattr(found, part)
        except AttributeError:
            return None
    return found


def resolve(thing, forceload=0):
    """An object and its name, given the object or a dotted name."""
    if not isinstance(thing, str):
        name = getattr(thing, "__name__", None)
        return thing, name if isinstance(name, str) else None
    found = locate(thing, forceload)
    if found is None:
        raise ImportError(f"No Python documentation found for {thing!r}.\n"
                          "Use help() to get the interactive help utility.\n"
                          "Use help(str) for help on the str class.")
    return found, thing


def importfile(path):
    """The module that a file holds."""
    from importlib.util import module_from_spec, spec_from_file_location
    name = os.path.splitext(os.path.basename(path))[0]
    spec = spec_from_file_location(name, path)
    if spec is None:
        raise ImportError(f"{path!r} is no module")
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        raise ErrorDuringImport(path, sys.exc_info()) from None
    return module


def describe(thing):
    """What kind of thing it is, with its name."""
    if inspect.ismodule(thing):
        if thing.__name__ in sys.builtin_module_names:
            return "built-in module " + thing.__name__
        return ("package " if hasattr(thing, "__path__") else "module ") + thing.__name__
    for kind, is_kind in (("getset descriptor", inspect.isgetsetdescriptor),
                          ("member descriptor", inspect.ismemberdescriptor)):
        if is_kind(thing):
            owner = thing.__objclass__
            return f"{kind} {owner.__module__}.{owner.__name__}.{thing.__name__}"
    for kind, is_kind in (("built-in function", inspect.isbuiltin), ("class", inspect.isclass),
                          ("function", inspect.isfunction), ("method", inspect.ismethod)):
        if is_kind(thing):
            return f"{kind} {thing.__name__}"
    return type(thing).__name__


def _stands_for_itself(thing):
    """Is it something to document, and not just an instance of a class?"""
    return (inspect.ismodule(thing) or inspect.isclass(thing) or inspect.isroutine(thing)
            or inspect.isdatadescriptor(thing) or _found_doc(thing))


def render_doc(thing, title="Python Library Documentation: %s", forceload=0, renderer=None):
    """The documentation of an object, or of what a dotted name means."""
    renderer = renderer or text
    found, name = resolve(thing, forceload)
    what = describe(found)
    module = inspect.getmodule(found)
    if name and "." in name:
        what += " in " + name.rpartition(".")[0]
    elif module and module is not found:
        what += " in module " + module.__name__
    if not _stands_for_itself(found):
        if hasattr(found, "__origin__"):
            found = found.__origin__
        else:
            found = type(found)
            what += " object"
    return title % what + "\n\n" + renderer.document(found, name)


def doc(thing, title="Python Library Documentation: %s", forceload=0, output=None):
    """Show the documentation of an object, or write it to a file."""
    try:
        if output is None:
            pager(render_doc(thing, title, forceload))
        else:
            output.write(render_doc(thing, title, forceload, plaintext))
    except (ImportError, ErrorDuringImport) as error:
        if output is None:
            print(error)
        else:
            output.write(str(error))


def plainpager(text):
    """Show a text."""
    sys.stdout.write(plain(text))


def pager(text):
    """Show a text: there is one way."""
    plainpager(text)


# --- help() ---

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


class Helper:
    """The function help(). input, output: files instead of the standard ones."""

    def __init__(self, input=None, output=None):
        self._input = input
        self._output = output

    @property
    def input(self):
        return self._input or sys.stdin

    @property
    def output(self):
        return self._output or sys.stdout

    def __repr__(self):
        return "Type help() for interactive help, or help(object) for help about object."

    def __call__(self, *request):
        if request:
            self.help(*request)
        else:
            self.interact()

    def help(self, request):
        """Show the documentation of an object, or of what a text names."""
        word = None
        if isinstance(request, str):
            word = request = request.strip()
        if word == "modules":
            print("The modules that Weft brings along:\n\n" + _in_columns(_modules()),
                  file=self.output)
        elif word == "keywords":
            import keyword
            print("The keywords of Python:\n\n" + _in_columns(keyword.kwlist), file=self.output)
        elif word in ("True", "False", "None"):
            doc(eval(word), "Help on %s:", output=self._output)
        elif isinstance(request, Helper):
            self()
        else:
            doc(str if word == "" else request, "Help on %s:", output=self._output)
        self.output.write("\n")

    def interact(self):
        """Ask what to show, again and again."""
        self.output.write(
            "Type the name of a module, a class or a function to read about it, 'modules' or\n"
            "'keywords' for a list of them, and 'quit' or nothing to go back.\n")
        while True:
            try:
                request = self.getline("help> ").strip()
            except (EOFError, KeyboardInterrupt):
                self.output.write("\n")
                return
            if request in ("", "q", "quit", "exit"):
                return
            self.help(request)

    def getline(self, prompt):
        """A line of the input."""
        if self.input is sys.stdin:
            return input(prompt)
        self.output.write(prompt)
        self.output.flush()
        return self.input.readline()


help = Helper()


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
            thing = importfile(name) if ispath(name) else name
            resolve(thing)
            help.help(thing)
        except (ImportError, ErrorDuringImport, OSError) as error:
            sys.exit(str(error))


if __name__ == "__main__":
    cli()
