"""Temporary files and folders."""

import errno
import io
import os
import shutil
import sys
import types
import weakref

import _thread

__all__ = [
    "NamedTemporaryFile", "SpooledTemporaryFile", "TMP_MAX", "TemporaryDirectory",
    "TemporaryFile", "gettempdir", "gettempdirb", "gettempprefix", "gettempprefixb", "mkdtemp",
    "mkstemp", "mktemp", "tempdir", "template",
]

_text_openflags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0)
_bin_openflags = _text_openflags | getattr(os, "O_BINARY", 0)

# How many names are tried before giving up.
TMP_MAX = getattr(os, "TMP_MAX", 10000)

template = "tmp"

# Where temporary files are made; found when it is first wanted. Programs may set it.
tempdir = None


def _exists(path):
    try:
        os.lstat(path)
    except OSError:
        return False
    return True


def _infer_return_type(*args):
    """str or bytes, as the arguments that are not None are."""
    kind = None
    for arg in args:
        if arg is None:
            continue
        if isinstance(arg, os.PathLike):
            arg = os.fspath(arg)
        if isinstance(arg, bytes):
            if kind is str:
                raise TypeError("Can't mix bytes and non-bytes in path components.")
            kind = bytes
        else:
            if kind is bytes:
                raise TypeError("Can't mix bytes and non-bytes in path components.")
            kind = str
    if kind is None:
        return str if tempdir is None or isinstance(tempdir, str) else bytes
    return kind


def _sanitize_params(prefix, suffix, dir):
    """The defaults for what is None, and whether names are str or bytes."""
    kind = _infer_return_type(prefix, suffix, dir)
    if suffix is None:
        suffix = kind()
    if prefix is None:
        prefix = template if kind is str else os.fsencode(template)
    if dir is None:
        dir = gettempdir() if kind is str else gettempdirb()
    return prefix, suffix, dir, kind


class _RandomNameSequence:
    """An endless iterator over names that nobody can guess; any number of threads may use it."""

    characters = "abcdefghijklmnopqrstuvwxyz0123456789_"

    def __iter__(self):
        return self

    def __next__(self):
        number = int.from_bytes(os.urandom(12), "little")
        name = []
        for _ in range(8):
            number, place = divmod(number, len(self.characters))
            name.append(self.characters[place])
        return "".join(name)


_name_sequence = None


def _get_candidate_names():
    global _name_sequence
    names = _name_sequence
    if names is None:
        names = _name_sequence = _RandomNameSequence()
    return names


def _candidate_tempdir_list():
    """The folders that may do for temporary files, the best first."""
    folders = [os.environ[name] for name in ("TMPDIR", "TEMP", "TMP") if os.environ.get(name)]
    folders += ["/tmp", "/var/tmp", "/usr/tmp"]
    try:
        folders.append(os.getcwd())
    except (AttributeError, OSError):
        folders.append(os.curdir)
    return folders


def _get_default_tempdir():
    """The first of the folders in which a file can be written."""
    names = _RandomNameSequence()
    folders = _candidate_tempdir_list()
    for folder in folders:
        if folder != os.curdir:
            folder = os.path.abspath(folder)
        for _ in range(100):
            path = os.path.join(folder, next(names))
            try:
                fd = os.open(path, _bin_openflags, 0o600)
                try:
                    try:
                        os.write(fd, b"blat")
                    finally:
                        os.close(fd)
                finally:
                    os.unlink(path)
                return folder
            except FileExistsError:
                pass  # the next name
            except OSError:
                break  # the next folder
    raise FileNotFoundError(errno.ENOENT,
                            f"No usable temporary directory found in {folders}")


def _audited_open(event, path, flags, mode):
    sys.audit(event, path)
    return os.open(path, flags, mode)


def _mkstemp_inner(dir, pre, suf, flags, output_type):
    dir = os.path.abspath(dir)
    names = _get_candidate_names()
    if output_type is bytes:
        names = map(os.fsencode, names)
    for _ in range(TMP_MAX):
        path = os.path.join(dir, pre + next(names) + suf)
        try:
            return _audited_open("tempfile.mkstemp", path, flags, 0o600), path
        except FileExistsError:
            continue
    raise FileExistsError(errno.EEXIST, "No usable temporary file name found")


def gettempprefix():
    """What the names begin with."""
    return os.fsdecode(template)


def gettempprefixb():
    return os.fsencode(template)


def _gettempdir():
    global tempdir
    found = tempdir
    if found is None:
        # Threads that come here at once find the same folder.
        found = tempdir = _get_default_tempdir()
    return found


def gettempdir():
    """The folder for temporary files."""
    return os.fsdecode(_gettempdir())


def gettempdirb():
    return os.fsencode(_gettempdir())


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Make a temporary file; returns (file descriptor, path). Nobody removes it but you."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    return _mkstemp_inner(dir, prefix, suffix, _text_openflags if text else _bin_openflags,
                          kind)


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Make a temporary folder; returns its path. Nobody removes it but you."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    names = _get_candidate_names()
    if kind is bytes:
        names = map(os.fsencode, names)
    for _ in range(TMP_MAX):
        path = os.path.join(dir, prefix + next(names) + suffix)
        sys.audit("tempfile.mkdtemp", path)
        try:
            os.mkdir(path, 0o700)
        except FileExistsError:
            continue
        return path
    raise FileExistsError(errno.EEXIST, "No usable temporary directory name found")


def mktemp(suffix="", prefix=template, dir=None):
    """A path at which there is nothing now. Somebody else may be faster: use mkstemp."""
    if dir is None:
        dir = gettempdir()
    names = _get_candidate_names()
    for _ in range(TMP_MAX):
        path = os.path.join(dir, prefix + next(names) + suffix)
        if not _exists(path):
            return path
    raise FileExistsError(errno.EEXIST, "No usable temporary filename found")


class _TemporaryFileCloser:
    """Closes a file and removes it, once."""

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete
        self.close_called = False

    def close(self, unlink=os.unlink):
        if self.close_called or self.file is None:
            return
        self.close_called = True
        try:
            self.file.close()
        finally:
            if self.delete:
                unlink(self.name)

    def __del__(self):
        self.close()


class _TemporaryFileWrapper:
    """A file that is removed when it is closed or no longer used."""

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._closer = _TemporaryFileCloser(file, name, delete)

    def __getattr__(self, name):
        file = self.__dict__["file"]
        value = getattr(file, name)
        if hasattr(value, "__call__"):
            method = value

            def call(*args, **kwargs):
                return method(*args, **kwargs)
            # As long as the method is kept, so is the file.
            call._closer = self._closer
            value = call
        if not isinstance(value, int):
            setattr(self, name, value)
        return value

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        result = self.file.__exit__(exc, value, tb)
        self.close()
        return result

    def close(self):
        """Close the file and remove it."""
        self._closer.close()

    def __iter__(self):
        # Not iter(self.file): then the wrapper could be gone before the lines are read.
        for line in self.file:
            yield line


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None,
                       prefix=None, dir=None, delete=True, *, errors=None):
    """A temporary file, open, with its path as `name`; removed when it is closed."""
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    if "b" not in mode:
        encoding = io.text_encoding(encoding)
    name = None

    def opener(*args):
        nonlocal name
        fd, name = _mkstemp_inner(dir, prefix, suffix, _bin_openflags, kind)
        return fd

    try:
        file = io.open(dir, mode, buffering=buffering, newline=newline, encoding=encoding,
                       errors=errors, opener=opener)
        try:
            raw = getattr(file, "buffer", file)
            raw = getattr(raw, "raw", raw)
            raw.name = name
            return _TemporaryFileWrapper(file, name, delete)
        except:
            file.close()
            raise
    except:
        if name is not None:
            os.unlink(name)
        raise


_O_TMPFILE_WORKS = hasattr(os, "O_TMPFILE")


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None,
                  prefix=None, dir=None, *, errors=None):
    """A temporary file, open, that has no name."""
    global _O_TMPFILE_WORKS
    if "b" not in mode:
        encoding = io.text_encoding(encoding)
    prefix, suffix, dir, kind = _sanitize_params(prefix, suffix, dir)
    if _O_TMPFILE_WORKS:
        fd = None

        def unnamed(*args):
            nonlocal fd
            fd = os.open(dir, (_bin_openflags | os.O_TMPFILE) & ~os.O_CREAT, 0o600)
            return fd

        try:
            file = io.open(dir, mode, buffering=buffering, newline=newline, encoding=encoding,
                           errors=errors, opener=unnamed)
            raw = getattr(file, "buffer", file)
            raw = getattr(raw, "raw", raw)
            raw.name = fd
            return file
        except IsADirectoryError:
            # The kernel does not know it.
            _O_TMPFILE_WORKS = False
        except OSError:
            # This file system does not.
            pass

    fd = None

    def opener(*args):
        nonlocal fd
        fd, name = _mkstemp_inner(dir, prefix, suffix, _bin_openflags, kind)
        try:
            os.unlink(name)
        except BaseException:
            os.close(fd)
            raise
        return fd

    file = io.open(dir, mode, buffering=buffering, newline=newline, encoding=encoding,
                   errors=errors, opener=opener)
    raw = getattr(file, "buffer", file)
    raw = getattr(raw, "raw", raw)
    raw.name = fd
    return file


class SpooledTemporaryFile(io.IOBase):
    """A temporary file that stays in memory until it is larger than max_size."""

    _rolled = False

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None,
                 suffix=None, prefix=None, dir=None, *, errors=None):
        if "b" in mode:
            self._file = io.BytesIO()
        else:
            encoding = io.text_encoding(encoding)
            self._file = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors=errors,
                                          newline=newline)
        self._max_size = max_size
        self._rolled = False
        self._moving = _thread.RLock()  # what is written while the content moves would be lost
        self._TemporaryFileArgs = {"mode": mode, "buffering": buffering, "suffix": suffix,
                                   "prefix": prefix, "encoding": encoding, "newline": newline,
                                   "dir": dir, "errors": errors}

    __class_getitem__ = classmethod(types.GenericAlias)

    def _check(self, file):
        if not self._rolled and self._max_size and file.tell() > self._max_size:
            self.rollover()

    def rollover(self):
        """Move to a real file now."""
        with self._moving:
            if self._rolled:
                return
            old = self._file
            new = TemporaryFile(**self._TemporaryFileArgs)
            position = old.tell()
            if hasattr(new, "buffer"):
                old.flush()
                new.buffer.write(old.buffer.getvalue())
            else:
                new.write(old.getvalue())
            new.seek(position, 0)
            self._file = new
            self._rolled = True

    def __enter__(self):
        if self._file.closed:
            raise ValueError("Cannot enter context with closed file")
        return self

    def __exit__(self, exc, value, tb):
        self._file.close()

    def __iter__(self):
        return self._file.__iter__()

    def __del__(self):
        if not self.closed:
            import warnings
            warnings.warn(f"unclosed file {self!r}", ResourceWarning, stacklevel=2, source=self)
            self.close()

    def close(self):
        self._file.close()

    @property
    def closed(self):
        return self._file.closed

    @property
    def encoding(self):
        return self._file.encoding

    @property
    def errors(self):
        return self._file.errors

    @property
    def mode(self):
        try:
            return self._file.mode
        except AttributeError:
            return self._TemporaryFileArgs["mode"]

    @property
    def name(self):
        try:
            return self._file.name
        except AttributeError:
            return None

    @property
    def newlines(self):
        return self._file.newlines

    def readable(self):
        return self._file.readable()

    def writable(self):
        return self._file.writable()

    def seekable(self):
        return self._file.seekable()

    def detach(self):
        return self._file.detach()

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def flush(self):
        self._file.flush()

    def isatty(self):
        return self._file.isatty()

    def read(self, *args):
        return self._file.read(*args)

    def read1(self, *args):
        return self._file.read1(*args)

    def readinto(self, b):
        return self._file.readinto(b)

    def readinto1(self, b):
        return self._file.readinto1(b)

    def readline(self, *args):
        return self._file.readline(*args)

    def readlines(self, *args):
        return self._file.readlines(*args)

    def seek(self, *args):
        return self._file.seek(*args)

    def tell(self):
        return self._file.tell()

    def truncate(self, size=None):
        with self._moving:
            if size is None:
                return self._file.truncate()
            if size > self._max_size:
                self.rollover()
            return self._file.truncate(size)

    def write(self, s):
        with self._moving:
            file = self._file
            result = file.write(s)
            self._check(file)
            return result

    def writelines(self, iterable):
        for line in iterable:
            self.write(line)


class TemporaryDirectory:
    """A temporary folder that is removed with all that is in it.

    That is at the end of a `with` block, or when the object is no longer used.
    """

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._finalizer = weakref.finalize(
            self, self._cleanup, self.name, f"Implicitly cleaning up {self!r}",
            ignore_errors=ignore_cleanup_errors)

    @classmethod
    def _rmtree(cls, name, ignore_errors=False):
        def onerror(function, path, exc_info):
            kind = exc_info[0]
            if issubclass(kind, PermissionError):
                cls._remove_protected(function, path, name, ignore_errors)
            elif issubclass(kind, FileNotFoundError) or ignore_errors:
                pass
            else:
                raise

        shutil.rmtree(name, onerror=onerror)

    @classmethod
    def _remove_protected(cls, function, path, name, ignore_errors):
        """Somebody took permissions away: give them back and try again."""
        def unprotect(path):
            try:
                os.chflags(path, 0)
            except AttributeError:
                pass
            if not os.path.islink(path):
                os.chmod(path, 0o700)

        try:
            if path != name:
                unprotect(os.path.dirname(path))
            unprotect(path)
            try:
                os.unlink(path)
            except IsADirectoryError:
                cls._rmtree(path)
            except PermissionError:
                if not os.path.isdir(path) or os.path.islink(path):
                    raise
                cls._rmtree(path, ignore_errors=ignore_errors)
        except FileNotFoundError:
            pass

    @classmethod
    def _cleanup(cls, name, warn_message, ignore_errors=False):
        cls._rmtree(name, ignore_errors=ignore_errors)
        import warnings
        warnings.warn(warn_message, ResourceWarning)

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        self.cleanup()

    def cleanup(self):
        """Remove it now."""
        if self._finalizer.detach() or os.path.exists(self.name):
            self._rmtree(self.name, ignore_errors=self._ignore_cleanup_errors)

    __class_getitem__ = classmethod(types.GenericAlias)
