"""Paths on POSIX systems: the module os.path."""

curdir = '.'
pardir = '..'
extsep = '.'
sep = '/'
pathsep = ':'
defpath = '/bin:/usr/bin'
altsep = None
devnull = '/dev/null'

import os
import stat
import genericpath
from genericpath import *

__all__ = ['normcase', 'isabs', 'join', 'splitdrive', 'split', 'splitext',
           'basename', 'dirname', 'commonprefix', 'getsize', 'getmtime',
           'getatime', 'getctime', 'islink', 'exists', 'lexists', 'isdir',
           'isfile', 'ismount', 'expanduser', 'expandvars', 'normpath',
           'abspath', 'samefile', 'sameopenfile', 'samestat',
           'curdir', 'pardir', 'sep', 'pathsep', 'defpath', 'altsep',
           'extsep', 'devnull', 'realpath', 'supports_unicode_filenames',
           'relpath', 'commonpath']

supports_unicode_filenames = False


def _get_sep(path):
    return b'/' if isinstance(path, bytes) else '/'


def normcase(s):
    """The path as it is: here the case of letters matters."""
    return os.fspath(s)


def isabs(s):
    """Whether a path starts at the root."""
    s = os.fspath(s)
    return s.startswith(_get_sep(s))


def join(a, *p):
    """Puts paths together with slashes; an absolute one begins anew."""
    a = os.fspath(a)
    sep = _get_sep(a)
    path = a
    try:
        if not p:
            path[:0] + sep  # TypeError for something like a str that is none
        for b in map(os.fspath, p):
            if b.startswith(sep):
                path = b
            elif not path or path.endswith(sep):
                path += b
            else:
                path += sep + b
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types('join', a, *p)
        raise
    return path


def split(p):
    """What is before the last slash and what comes after it."""
    p = os.fspath(p)
    sep = _get_sep(p)
    cut = p.rfind(sep) + 1
    head, tail = p[:cut], p[cut:]
    stripped = head.rstrip(sep)
    return stripped or head, tail


def splitext(p):
    """The path up to its extension, and the extension with its dot."""
    p = os.fspath(p)
    if isinstance(p, bytes):
        return genericpath._splitext(p, b'/', None, b'.')
    return genericpath._splitext(p, '/', None, '.')


def splitdrive(p):
    """An empty drive and the path: there are no drives here."""
    p = os.fspath(p)
    return p[:0], p


def basename(p):
    """What comes after the last slash."""
    p = os.fspath(p)
    return p[p.rfind(_get_sep(p)) + 1:]


def dirname(p):
    """What is before the last slash."""
    return split(p)[0]


def islink(path):
    """Whether a path is a symbolic link."""
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError, AttributeError):
        return False
    return stat.S_ISLNK(mode)


def lexists(path):
    """Whether a path names something, be it a broken link."""
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def ismount(path):
    """Whether a file system is mounted at a path."""
    try:
        here = os.lstat(path)
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(here.st_mode):
        return False
    path = os.fspath(path)
    parent = realpath(join(path, b'..' if isinstance(path, bytes) else '..'))
    try:
        above = os.lstat(parent)
    except (OSError, ValueError):
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def expanduser(path):
    """Replaces a leading ~ or ~user by that user's home directory."""
    path = os.fspath(path)
    is_bytes = isinstance(path, bytes)
    tilde, sep = (b'~', b'/') if is_bytes else ('~', '/')
    if not path.startswith(tilde):
        return path
    end = path.find(sep, 1)
    if end < 0:
        end = len(path)
    home = _home_of(path[1:end])
    if home is None:
        return path
    if is_bytes:
        home = os.fsencode(home)
    home = home.rstrip(sep)
    return home + path[end:] or sep


def _home_of(user):
    """A user's home directory, '' being the current user; None if unknown."""
    if not user and 'HOME' in os.environ:
        return os.environ['HOME']
    try:
        import pwd
    except ImportError:
        return None
    try:
        if not user:
            return pwd.getpwuid(os.getuid()).pw_dir
        if isinstance(user, bytes):
            user = os.fsdecode(user)
        return pwd.getpwnam(user).pw_dir
    except KeyError:
        return None


def expandvars(path):
    """Replaces $name and ${name} by environment variables that exist."""
    path = os.fspath(path)
    is_bytes = isinstance(path, bytes)
    if (b'$' if is_bytes else '$') not in path:
        return path
    import re
    if is_bytes:
        pattern, brace, environ = rb'\$(\w+|\{[^}]*\})', b'{', getattr(os, 'environb', None)
    else:
        pattern, brace, environ = r'\$(\w+|\{[^}]*\})', '{', os.environ

    def value_of(match):
        name = match[1]
        if name.startswith(brace):
            name = name[1:-1]
        try:
            if environ is None:
                return os.fsencode(os.environ[os.fsdecode(name)])
            return environ[name]
        except KeyError:
            return match[0]

    return re.sub(pattern, value_of, path, flags=re.ASCII)


def normpath(path):
    """The path without empty and '.' parts, and without 'x/..'."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        sep, empty, dot, dotdot = b'/', b'', b'.', b'..'
    else:
        sep, empty, dot, dotdot = '/', '', '.', '..'
    if path == empty:
        return dot
    # Two leading slashes are special; three or more are like one.
    root = empty
    if path.startswith(sep):
        root = sep
        if path.startswith(sep * 2) and not path.startswith(sep * 3):
            root = sep * 2
    parts = []
    for part in path.split(sep):
        if part in (empty, dot):
            continue
        if (part != dotdot or (not root and not parts)
                or (parts and parts[-1] == dotdot)):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + sep.join(parts) or dot


def abspath(path):
    """The path from the root, normalised."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        if not path.startswith(b'/'):
            path = join(os.getcwdb(), path)
    elif not path.startswith('/'):
        path = join(os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The absolute path without symbolic links.

    With strict, OSError for what does not exist or for a loop of links.
    """
    filename = os.fspath(filename)
    path, _ = _resolve(filename[:0], filename, strict, {})
    return abspath(path)


def _resolve(path, rest, strict, seen):
    """Goes from the resolved path along rest; (path, whether all was resolved).

    seen: for each link met, what it resolved to; None while that is under way.
    """
    if isinstance(path, bytes):
        sep, curdir, pardir = b'/', b'.', b'..'
    else:
        sep, curdir, pardir = '/', '.', '..'
    if rest.startswith(sep):
        rest = rest[1:]
        path = sep
    while rest:
        name, _, rest = rest.partition(sep)
        if not name or name == curdir:
            continue
        if name == pardir:
            if path:
                path, last = split(path)
                if last == pardir:
                    path = join(path, pardir, pardir)
            else:
                path = pardir
            continue
        step = join(path, name)
        try:
            is_link = stat.S_ISLNK(os.lstat(step).st_mode)
        except OSError:
            if strict:
                raise
            is_link = False
        if not is_link:
            path = step
            continue
        if step in seen:
            path = seen[step]
            if path is not None:
                continue
            if strict:
                os.stat(step)  # raises the error of a loop
            return join(step, rest), False
        seen[step] = None
        path, ok = _resolve(path, os.readlink(step), strict, seen)
        if not ok:
            return join(path, rest), False
        seen[step] = path
    return path, True


def relpath(path, start=None):
    """The path as seen from the directory start."""
    if not path:
        raise ValueError('no path specified')
    path = os.fspath(path)
    if isinstance(path, bytes):
        curdir, sep, pardir = b'.', b'/', b'..'
    else:
        curdir, sep, pardir = '.', '/', '..'
    start = curdir if start is None else os.fspath(start)
    try:
        start_parts = [x for x in abspath(start).split(sep) if x]
        path_parts = [x for x in abspath(path).split(sep) if x]
        common = len(commonprefix([start_parts, path_parts]))
        parts = [pardir] * (len(start_parts) - common) + path_parts[common:]
        return join(*parts) if parts else curdir
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types('relpath', path, start)
        raise


def commonpath(paths):
    """The longest path that all the paths begin with."""
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    paths = tuple(map(os.fspath, paths))
    if isinstance(paths[0], bytes):
        sep, curdir = b'/', b'.'
    else:
        sep, curdir = '/', '.'
    try:
        absolute = {p.startswith(sep) for p in paths}
        if len(absolute) > 1:
            raise ValueError("Can't mix absolute and relative paths")
        split_paths = [[c for c in p.split(sep) if c and c != curdir]
                       for p in paths]
        low, high = min(split_paths), max(split_paths)
        common = low
        for i, c in enumerate(low):
            if c != high[i]:
                common = low[:i]
                break
        return (sep if absolute.pop() else sep[:0]) + sep.join(common)
    except (TypeError, AttributeError):
        genericpath._check_arg_types('commonpath', *paths)
        raise
