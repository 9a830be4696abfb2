"""Copy, move and remove files and whole folders."""

import fnmatch
import os
import stat
import sys

__all__ = [
    "Error", "ExecError", "SameFileError", "SpecialFileError", "chown", "copy", "copy2",
    "copyfile", "copyfileobj", "copymode", "copystat", "copytree", "disk_usage",
    "get_terminal_size", "ignore_patterns", "move", "rmtree", "which",
]

COPY_BUFSIZE = 64 * 1024


class Error(OSError):
    pass


class SameFileError(Error):
    """Source and destination are the same file."""


class SpecialFileError(OSError):
    """It is no ordinary file: a named pipe, for instance."""


class ExecError(OSError):
    """A command could not be run."""


class ReadError(OSError):
    """An archive cannot be read."""


class RegistryError(Exception):
    """A registration of a format that fits no other, or a format that is not there."""


def copyfileobj(fsrc, fdst, length=0):
    """Copy what is left in one open file to another one."""
    if not length:
        length = COPY_BUFSIZE
    read, write = fsrc.read, fdst.write
    while chunk := read(length):
        write(chunk)


def _is_same(src, dst):
    if isinstance(src, os.DirEntry):
        try:
            return os.path.samestat(src.stat(), os.stat(dst))
        except OSError:
            return False
    if hasattr(os.path, "samefile"):
        try:
            return os.path.samefile(src, dst)
        except OSError:
            return False
    return os.path.normcase(os.path.abspath(src)) == os.path.normcase(os.path.abspath(dst))


def _status(path):
    return path.stat() if isinstance(path, os.DirEntry) else os.stat(path)


def _is_link(path):
    return path.is_symlink() if isinstance(path, os.DirEntry) else os.path.islink(path)


def copyfile(src, dst, *, follow_symlinks=True):
    """Copy the contents of a file, or with follow_symlinks=False a symbolic link. Returns dst."""
    sys.audit("shutil.copyfile", src, dst)
    if _is_same(src, dst):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    for path in (src, dst):
        try:
            mode = _status(path).st_mode
        except OSError:
            continue  # most likely it does not exist
        if stat.S_ISFIFO(mode):
            name = path.path if isinstance(path, os.DirEntry) else path
            raise SpecialFileError(f"`{name}` is a named pipe")
    if not follow_symlinks and _is_link(src):
        os.symlink(os.readlink(src), dst)
        return dst
    with open(src, "rb") as fsrc:
        try:
            with open(dst, "wb") as fdst:
                copyfileobj(fsrc, fdst)
        except IsADirectoryError as error:
            if os.path.exists(dst):
                raise
            raise FileNotFoundError(f"Directory does not exist: {dst}") from error
    return dst


def _on_links(follow_symlinks, src, dst):
    """Whether what is done is to be done to two links themselves."""
    return not follow_symlinks and _is_link(src) and os.path.islink(dst)


def copymode(src, dst, *, follow_symlinks=True):
    """Copy the permissions."""
    sys.audit("shutil.copymode", src, dst)
    if _on_links(follow_symlinks, src, dst):
        if not hasattr(os, "lchmod"):
            return
        os.lchmod(dst, stat.S_IMODE(os.lstat(src).st_mode))
    else:
        os.chmod(dst, stat.S_IMODE(_status(src).st_mode))


def _can_skip_links(function):
    return function in getattr(os, "supports_follow_symlinks", ())


def copystat(src, dst, *, follow_symlinks=True):
    """Copy permissions, times and what else the system keeps."""
    sys.audit("shutil.copystat", src, dst)
    on_links = _on_links(follow_symlinks, src, dst)

    def options(function):
        """Keyword arguments for a function, or None if it cannot work on links."""
        if not on_links:
            return {}
        return {"follow_symlinks": False} if _can_skip_links(function) else None

    if isinstance(src, os.DirEntry):
        status = src.stat(follow_symlinks=not on_links)
    elif on_links:
        status = os.lstat(src)
    else:
        status = os.stat(src)
    times = options(os.utime)
    if times is not None:
        os.utime(dst, ns=(status.st_atime_ns, status.st_mtime_ns), **times)
    _copy_attributes(src, dst, not on_links)
    mode = options(os.chmod)
    if mode is not None:
        try:
            os.chmod(dst, stat.S_IMODE(status.st_mode), **mode)
        except NotImplementedError:
            pass  # this system has no permissions for links


def _copy_attributes(src, dst, follow_symlinks):
    """Copy the extended attributes, where there are such."""
    if not hasattr(os, "listxattr"):
        return
    import errno
    harmless = (errno.ENOTSUP, errno.ENODATA, errno.EINVAL)
    try:
        names = os.listxattr(src, follow_symlinks=follow_symlinks)
    except OSError as error:
        if error.errno not in harmless:
            raise
        return
    for name in names:
        try:
            value = os.getxattr(src, name, follow_symlinks=follow_symlinks)
            os.setxattr(dst, name, value, follow_symlinks=follow_symlinks)
        except OSError as error:
            if error.errno not in harmless + (errno.EPERM, errno.EACCES):
                raise


def _into_folder(src, dst):
    return os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst


def copy(src, dst, *, follow_symlinks=True):
    """Copy a file and its permissions; dst may be a folder. Returns the new file's path."""
    dst = _into_folder(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copymode(src, dst, follow_symlinks=follow_symlinks)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    """The same with times and everything."""
    dst = _into_folder(src, dst)
    copyfile(src, dst, follow_symlinks=follow_symlinks)
    copystat(src, dst, follow_symlinks=follow_symlinks)
    return dst


def ignore_patterns(*patterns):
    """A function for copytree's `ignore` that leaves out names that match a pattern."""
    def _ignore_patterns(path, names):
        ignored = []
        for pattern in patterns:
            ignored.extend(fnmatch.filter(names, pattern))
        return set(ignored)
    return _ignore_patterns


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2,
             ignore_dangling_symlinks=False, dirs_exist_ok=False):
    """Copy a folder and all that is in it. Returns dst.

    symlinks: copy links as links instead of what they refer to. ignore: called as
    ignore(folder, names), returns the names to leave out. Errors are collected and raised
    at the end, as one Error.
    """
    sys.audit("shutil.copytree", src, dst)
    with os.scandir(src) as found:
        entries = list(found)
    ignored = set()
    if ignore is not None:
        ignored = ignore(os.fspath(src), [entry.name for entry in entries])
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    # A function that takes more than copy2 does not expect an entry.
    use_entry = copy_function in (copy2, copy)
    errors = []
    for entry in entries:
        if entry.name in ignored:
            continue
        old = os.path.join(src, entry.name)
        new = os.path.join(dst, entry.name)
        source = entry if use_entry else old

        def below():
            copytree(source, new, symlinks, ignore, copy_function, ignore_dangling_symlinks,
                     dirs_exist_ok)

        try:
            if entry.is_symlink():
                target = os.readlink(old)
                if symlinks:
                    os.symlink(target, new)
                    copystat(source, new, follow_symlinks=False)
                elif ignore_dangling_symlinks and not os.path.exists(old):
                    continue
                elif entry.is_dir():
                    below()
                else:
                    copy_function(source, new)
            elif entry.is_dir():
                below()
            else:
                copy_function(source, new)
        except Error as error:
            errors.extend(error.args[0])
        except OSError as error:
            errors.append((old, new, str(error)))
    try:
        copystat(src, dst)
    except OSError as error:
        if getattr(error, "winerror", None) is None:
            errors.append((src, dst, str(error)))
    if errors:
        raise Error(errors)
    return dst


# Removing. With the functions that work relative to an open folder nobody can make the removal
# go astray by putting a link in the place of a folder meanwhile.

_use_fd_functions = ({os.open, os.stat, os.unlink, os.rmdir}
                     <= set(getattr(os, "supports_dir_fd", ()))
                     and os.scandir in getattr(os, "supports_fd", ())
                     and os.stat in getattr(os, "supports_follow_symlinks", ()))


def rmtree(path, ignore_errors=False, onerror=None, *, dir_fd=None):
    """Remove a folder and all that is in it.

    onerror: called as onerror(function, path, exc_info) for each error.
    """
    sys.audit("shutil.rmtree", path, dir_fd)
    if ignore_errors:
        def onerror(*args):
            pass
    elif onerror is None:
        def onerror(*args):
            raise
    if _use_fd_functions:
        _rmtree_with_fds(os.fsdecode(path) if isinstance(path, bytes) else path, dir_fd,
                         onerror)
        return
    if dir_fd is not None:
        raise NotImplementedError("dir_fd unavailable on this platform")
    try:
        if os.path.islink(path):
            raise OSError("Cannot call rmtree on a symbolic link")
    except OSError:
        onerror(os.path.islink, path, sys.exc_info())
        return
    _rmtree_by_paths(path, onerror)


rmtree.avoids_symlink_attacks = _use_fd_functions


def _rmtree_with_fds(path, dir_fd, onerror):
    try:
        before = os.lstat(path, dir_fd=dir_fd)
    except Exception:
        onerror(os.lstat, path, sys.exc_info())
        return
    try:
        fd = os.open(path, os.O_RDONLY, dir_fd=dir_fd)
    except Exception:
        onerror(os.open, path, sys.exc_info())
        return
    try:
        if not os.path.samestat(before, os.fstat(fd)):
            try:
                raise OSError("Cannot call rmtree on a symbolic link")
            except OSError:
                onerror(os.path.islink, path, sys.exc_info())
            return
        _empty_folder(fd, path, onerror)
    finally:
        os.close(fd)
    try:
        os.rmdir(path, dir_fd=dir_fd)
    except OSError:
        onerror(os.rmdir, path, sys.exc_info())


def _empty_folder(folder_fd, path, onerror):
    try:
        with os.scandir(folder_fd) as found:
            entries = list(found)
    except OSError as error:
        error.filename = path
        onerror(os.scandir, path, sys.exc_info())
        return
    for entry in entries:
        full = os.path.join(path, entry.name)
        try:
            is_folder = entry.is_dir(follow_symlinks=False)
            before = entry.stat(follow_symlinks=False) if is_folder else None
            is_folder = is_folder and stat.S_ISDIR(before.st_mode)
        except OSError:
            is_folder = False
        if not is_folder:
            try:
                os.unlink(entry.name, dir_fd=folder_fd)
            except OSError:
                onerror(os.unlink, full, sys.exc_info())
            continue
        try:
            fd = os.open(entry.name, os.O_RDONLY, dir_fd=folder_fd)
        except OSError:
            onerror(os.open, full, sys.exc_info())
            continue
        try:
            if not os.path.samestat(before, os.fstat(fd)):
                try:
                    raise OSError("Cannot call rmtree on a symbolic link")
                except OSError:
                    onerror(os.path.islink, full, sys.exc_info())
                continue
            _empty_folder(fd, full, onerror)
        finally:
            os.close(fd)
        try:
            os.rmdir(entry.name, dir_fd=folder_fd)
        except OSError:
            onerror(os.rmdir, full, sys.exc_info())


def _rmtree_by_paths(path, onerror):
    try:
        with os.scandir(path) as found:
            entries = list(found)
    except OSError:
        onerror(os.scandir, path, sys.exc_info())
        entries = []
    for entry in entries:
        try:
            is_folder = entry.is_dir(follow_symlinks=False)
        except OSError:
            is_folder = False
        if is_folder:
            _rmtree_by_paths(entry.path, onerror)
            continue
        try:
            os.unlink(entry.path)
        except OSError:
            onerror(os.unlink, entry.path, sys.exc_info())
    try:
        os.rmdir(path)
    except OSError:
        onerror(os.rmdir, path, sys.exc_info())


def _basename(path):
    separators = os.path.sep + (os.path.altsep or "")
    if isinstance(path, bytes):
        separators = separators.encode()
    return os.path.basename(path.rstrip(separators))


def _is_inside(src, dst):
    src = os.path.abspath(src)
    dst = os.path.abspath(dst)
    separator = os.sep.encode() if isinstance(src, bytes) else os.sep
    if not src.endswith(separator):
        src += separator
    if not dst.endswith(separator):
        dst += separator
    return dst.startswith(src)


def move(src, dst, copy_function=copy2):
    """Move a file or folder; dst may be a folder to move it into. Returns the new path."""
    sys.audit("shutil.move", src, dst)
    target = dst
    if os.path.isdir(dst):
        if _is_same(src, dst) and not os.path.islink(src):
            # Only the case of letters is to be changed, perhaps.
            os.rename(src, dst)
            return None
        target = os.path.join(dst, _basename(os.fspath(src)))
        if os.path.exists(target):
            raise Error(f"Destination path '{target}' already exists")
    try:
        os.rename(src, target)
    except OSError:
        # Most likely it is on another file system.
        if os.path.islink(src):
            os.symlink(os.readlink(src), target)
            os.unlink(src)
        elif os.path.isdir(src):
            if _is_inside(src, dst):
                raise Error(f"Cannot move a directory '{src}' into itself '{dst}'.")
            copytree(src, target, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, target)
            os.unlink(src)
    return target


class _Usage(tuple):
    """Total, used and free bytes."""

    __slots__ = ()
    _fields = ("total", "used", "free")

    total = property(lambda self: self[0])
    used = property(lambda self: self[1])
    free = property(lambda self: self[2])

    def __repr__(self):
        return f"usage(total={self[0]}, used={self[1]}, free={self[2]})"


def disk_usage(path):
    """How much room there is on the file system that a path is on."""
    status = os.statvfs(path)
    size = status.f_frsize
    return _Usage((status.f_blocks * size, (status.f_blocks - status.f_bfree) * size,
                   status.f_bavail * size))


def chown(path, user=None, group=None):
    """Change the owner and the group of a file, given as names or numbers."""
    sys.audit("shutil.chown", path, user, group)
    if user is None and group is None:
        raise ValueError("user and/or group must be set")

    def number(value, table, lookup, field, what):
        if value is None:
            return -1
        if not isinstance(value, str):
            return value
        try:
            return getattr(getattr(__import__(table), lookup)(value), field)
        except (ImportError, KeyError):
            raise LookupError(f"no such {what}: {value!r}") from None

    os.chown(path, number(user, "pwd", "getpwnam", "pw_uid", "user"),
             number(group, "grp", "getgrnam", "gr_gid", "group"))


def get_terminal_size(fallback=(80, 24)):
    """(columns, lines) of the terminal: from COLUMNS and LINES, or the system, or the fallback."""
    def setting(name):
        try:
            return int(os.environ[name])
        except (KeyError, ValueError):
            return 0

    columns, lines = setting("COLUMNS"), setting("LINES")
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size(sys.__stdout__.fileno())
        except (AttributeError, ValueError, OSError):
            # No standard output, or no terminal.
            size = os.terminal_size(fallback)
        if columns <= 0:
            columns = size.columns or fallback[0]
        if lines <= 0:
            lines = size.lines or fallback[1]
    return os.terminal_size((columns, lines))


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """The path of the program that a command name would start, or None."""
    def fits(file):
        return os.path.exists(file) and os.access(file, mode) and not os.path.isdir(file)

    if os.path.dirname(cmd):
        return cmd if fits(cmd) else None
    is_bytes = isinstance(cmd, bytes)
    if path is None:
        path = os.environ.get("PATH", None)
        if path is None:
            try:
                path = os.confstr("CS_PATH")
            except (AttributeError, ValueError):
                path = os.defpath
    if not path:
        return None
    if is_bytes:
        folders = os.fsencode(path).split(os.fsencode(os.pathsep))
    else:
        folders = os.fsdecode(path).split(os.pathsep)
    for folder in dict.fromkeys(folders):
        file = os.path.join(folder, cmd)
        if fits(file):
            return file
    return None
