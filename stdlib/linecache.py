"""Lines of source files, kept after the first reading."""

import os
import sys

__all__ = ["checkcache", "clearcache", "getline", "lazycache"]

# File name -> (size, time of change or None, lines, full name), or -> (function,)
# with a function that yields the source when it is first wanted.
cache = {}


def clearcache():
    """Forget everything."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """A line with its line end; an empty string when there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """All lines of a file; an empty list when it cannot be read."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Forget a file that has changed, or all files that have."""
    names = list(cache) if filename is None else [filename]
    for name in names:
        entry = cache.get(name)
        if entry is None or len(entry) == 1 or entry[1] is None:
            continue  # unknown, not read yet, or no file at all
        size, changed, _, fullname = entry
        try:
            status = os.stat(fullname)
        except (OSError, ValueError):
            cache.pop(name, None)
            continue
        if size != status.st_size or changed != status.st_mtime:
            cache.pop(name, None)


def _is_artificial(filename):
    return not filename or filename.startswith("<") and filename.endswith(">")


def updatecache(filename, module_globals=None):
    """Read a file anew and return its lines; an empty list, and no complaint, if that fails."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        cache.pop(filename, None)
    if _is_artificial(filename):
        return []

    fullname = filename
    if filename.startswith(_BUILT_IN):
        return _from_runtime(filename)
    try:
        status = os.stat(fullname)
    except (OSError, ValueError):
        if lazycache(filename, module_globals):
            lines = _from_loader(filename, fullname)
            if lines is not None:
                return lines
        fullname, status = _along_path(filename)
        if status is None:
            return []
    try:
        with open(fullname, "rb") as file:
            lines = _decode(file.read()).splitlines(keepends=True)
    except (OSError, UnicodeDecodeError, SyntaxError, LookupError):
        return []
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = (status.st_size, status.st_mtime, lines, fullname)
    return lines


# The library's own modules have no files: their names begin with this.
_BUILT_IN = "<weft>/"


def _from_runtime(filename):
    import _imp
    name = filename[len(_BUILT_IN):].removesuffix(".py").removesuffix("/__init__")
    source = _imp.frozen_source(name.replace("/", "."))
    if source is None:
        return []
    lines = _decode(bytes(source)).splitlines(keepends=True)
    cache[filename] = (len(source), None, lines, filename)
    return lines


def _from_loader(filename, fullname):
    entry = cache.get(filename)
    if entry is None or len(entry) != 1:
        return None
    try:
        source = entry[0]()
    except (ImportError, OSError):
        return None
    if source is None:
        return []  # the loader has no source
    lines = [line + "\n" for line in source.splitlines()]
    cache[filename] = (len(source), None, lines, fullname)
    return lines


def _along_path(filename):
    if not os.path.isabs(filename):
        for folder in sys.path:
            if not isinstance(folder, str):
                continue
            candidate = os.path.join(folder, filename)
            try:
                return candidate, os.stat(candidate)
            except (OSError, ValueError):
                pass
    return filename, None


def _decode(data):
    """Source text, with line ends made uniform."""
    if data.startswith(b"\xef\xbb\xbf"):
        text = data[3:].decode("utf-8")
    else:
        text = data.decode(_encoding(data))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise SyntaxError("source contains null bytes")
    return _Lines(text)


class _Lines(str):
    """A text whose lines end at newlines only, not at form feeds and the like."""

    def splitlines(self, keepends=False):
        pieces = self.split("\n")
        last = pieces.pop()
        lines = [piece + "\n" for piece in pieces] if keepends else pieces
        return lines + [last] if last else lines


def _encoding(data):
    """What a coding comment in the first two lines says; "utf-8" without one."""
    for line in data.split(b"\n", 2)[:2]:
        content = line.lstrip(b" \t\f")
        if not content.startswith(b"#"):
            if content.strip():
                break
            continue
        at = content.find(b"coding")
        if at >= 0 and content[at + 6:at + 7] in (b":", b"="):
            name = content[at + 7:].lstrip(b" \t").decode("latin-1")
            end = 0
            while end < len(name) and (name[end].isalnum() or name[end] in "-_."):
                end += 1
            if end:
                return name[:end]
    return "utf-8"


def lazycache(filename, module_globals):
    """Note how a module's loader can give the source, without asking for it yet.

    Returns whether there is something noted that can be asked.
    """
    entry = cache.get(filename)
    if entry is not None:
        return len(entry) == 1
    if _is_artificial(filename):
        return False
    if module_globals and "__name__" in module_globals:
        spec = module_globals.get("__spec__")
        name = getattr(spec, "name", None) or module_globals["__name__"]
        if name == "__main__" and module_globals.get("__file__", filename) != filename:
            return False  # what exec() runs there may have a name of its own
        loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
        get_source = getattr(loader, "get_source", None)
        if name and get_source:
            def source():
                return get_source(name)
            cache[filename] = (source,)
            return True
        # Modules that were imported natively have no loader; their files are known.
        file = module_globals.get("__file__")
        if loader is None and isinstance(file, str) and file != filename:
            def source():
                return "".join(getlines(file)) or None
            cache[filename] = (source,)
            return True
    return False
