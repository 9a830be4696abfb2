"""Find files by patterns as shells have them; ** stands for any number of folders."""

import os

__all__ = ["escape", "glob", "iglob"]


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The list of paths that match.

    Names that begin with a dot are matched by * and ? only with include_hidden.
    `root_dir` or `dir_fd` is where a relative pattern starts.
    """
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive,
                      include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """An iterator over the paths that match."""
    import sys
    sys.audit("glob.glob", pathname, recursive)
    sys.audit("glob.glob/2", pathname, recursive, root_dir, dir_fd)
    if root_dir is not None:
        root_dir = os.fspath(root_dir)
    else:
        root_dir = pathname[:0]
    search = _Search(pathname, dir_fd, recursive, include_hidden)
    found = search.paths(pathname, root_dir, False)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        found = _without_first_empty(found)
    return found


def _without_first_empty(found):
    # "**" matches the starting folder too, whose relative name is empty.
    first = next(found, None)
    if first:
        yield first
    yield from found


class _Search:
    def __init__(self, pathname, dir_fd, recursive, include_hidden):
        self.dir_fd = dir_fd
        self.recursive = recursive
        self.include_hidden = include_hidden
        self.is_bytes = isinstance(pathname, bytes)

    def paths(self, pathname, root_dir, folders_only):
        dirname, basename = os.path.split(pathname)
        if not has_magic(pathname):
            if basename:
                if self.exists(_join(root_dir, pathname)):
                    yield pathname
            elif self.is_dir(_join(root_dir, dirname)):
                # The pattern ends with a slash: only a folder is meant.
                yield pathname
            return
        if not dirname:
            yield from self.names(root_dir, basename, folders_only)
            return
        if dirname != pathname and has_magic(dirname):
            folders = self.paths(dirname, root_dir, True)
        else:
            folders = [dirname]
        for folder in folders:
            for name in self.names(_join(root_dir, folder), basename, folders_only):
                yield os.path.join(folder, name)

    def names(self, folder, pattern, folders_only):
        """The names in one folder that match the last part of a pattern."""
        if not has_magic(pattern):
            return self.literal(folder, pattern)
        if self.recursive and _is_recursive(pattern):
            return self.below(folder, pattern, folders_only)
        return self.matching(folder, pattern, folders_only)

    def literal(self, folder, name):
        if name:
            found = self.exists(_join(folder, name))
        else:
            found = self.is_dir(folder)
        return [name] if found else []

    def matching(self, folder, pattern, folders_only):
        import fnmatch
        names = self.listing(folder, folders_only)
        if not (self.include_hidden or _is_hidden(pattern)):
            names = [name for name in names if not _is_hidden(name)]
        return fnmatch.filter(names, pattern)

    def below(self, folder, pattern, folders_only):
        if not folder or self.is_dir(folder):
            yield pattern[:0]
        yield from self.walk(folder, folders_only)

    def walk(self, folder, folders_only):
        for name in self.listing(folder, folders_only):
            if self.include_hidden or not _is_hidden(name):
                yield name
                path = _join(folder, name) if folder else name
                for inner in self.walk(path, folders_only):
                    yield _join(name, inner)

    def listing(self, folder, folders_only):
        """The names in a folder; none if it cannot be read."""
        opened = None
        try:
            if self.dir_fd is not None:
                place = opened = os.open(folder or os.curdir, os.O_RDONLY | os.O_DIRECTORY,
                                         dir_fd=self.dir_fd)
                convert = os.fsencode if self.is_bytes else None
            else:
                place = folder or (os.fsencode(os.curdir) if self.is_bytes else os.curdir)
                convert = None
            try:
                with os.scandir(place) as entries:
                    return [convert(entry.name) if convert else entry.name for entry in entries
                            if not folders_only or _entry_is_dir(entry)]
            finally:
                if opened is not None:
                    os.close(opened)
        except OSError:
            return []

    def exists(self, path):
        try:
            os.lstat(path, dir_fd=self.dir_fd)
        except (OSError, ValueError):
            return False
        return True

    def is_dir(self, path):
        if self.dir_fd is None:
            return os.path.isdir(path)
        import stat
        try:
            status = os.stat(path, dir_fd=self.dir_fd)
        except (OSError, ValueError):
            return False
        return stat.S_ISDIR(status.st_mode)


def _entry_is_dir(entry):
    try:
        return entry.is_dir()
    except OSError:
        return False


def _join(folder, name):
    # Also for empty parts, where os.path.join would add a slash.
    return os.path.join(folder, name) if folder and name else folder or name


def glob0(dirname, pattern):
    """The name in a folder, as a list, if it is there."""
    return _Search(pattern, None, False, False).literal(dirname, pattern)


def glob1(dirname, pattern):
    """The names in a folder that match."""
    return _Search(pattern, None, False, False).matching(dirname, pattern, False)


def _magic(text):
    return (b"*", b"?", b"[") if isinstance(text, bytes) else ("*", "?", "[")


def has_magic(s):
    """Whether a path has special characters in it."""
    return any(char in s for char in _magic(s))


def _is_hidden(name):
    return name[:1] in (".", b".")


def _is_recursive(pattern):
    return pattern in ("**", b"**")


def escape(pathname):
    """Quote the special characters."""
    drive, rest = os.path.splitdrive(pathname)
    if isinstance(rest, bytes):
        quoted = {bytes([code]): b"[%c]" % code for code in b"*?["}
        return drive + b"".join([quoted.get(bytes([code]), bytes([code])) for code in rest])
    return drive + "".join([f"[{char}]" if char in "*?[" else char for char in rest])
