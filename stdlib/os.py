"""The operating system: files, directories, processes and their environment."""

import sys
import abc
import _os
from _os import *
from _os import _exit

import posixpath as path
from posixpath import (altsep, curdir, defpath, devnull, extsep, pardir,
                       pathsep, sep)

sys.modules['os.path'] = path

name = 'posix'
linesep = '\n'

SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2

P_WAIT = 0
P_NOWAIT = P_NOWAITO = 1

_GenericAlias = type(list[int])


def _get_exports_list(module):
    return [n for n in dir(module) if n[0] != '_']


__all__ = [
    'altsep', 'curdir', 'pardir', 'sep', 'pathsep', 'linesep', 'defpath',
    'name', 'path', 'devnull', 'SEEK_SET', 'SEEK_CUR', 'SEEK_END', 'fsencode',
    'fsdecode', 'get_exec_path', 'fdopen', 'extsep', 'makedirs', 'removedirs',
    'renames', 'walk', 'fwalk', 'execl', 'execle', 'execlp', 'execlpe',
    'execvp', 'execvpe', 'getenv', 'supports_bytes_environ', 'environb',
    'getenvb', 'P_WAIT', 'P_NOWAIT', 'P_NOWAITO', 'spawnv', 'spawnve',
    'spawnvp', 'spawnvpe', 'spawnl', 'spawnle', 'spawnlp', 'spawnlpe',
    'popen', 'PathLike', '_exit', 'fspath']
__all__ += _get_exports_list(_os)


def _set_of(*names):
    """The functions of these names that this system has."""
    found = globals()
    return {found[n] for n in names if n in found}


supports_dir_fd = _set_of(
    'access', 'chmod', 'chown', 'link', 'mkdir', 'mkfifo', 'mknod', 'open',
    'readlink', 'rename', 'rmdir', 'stat', 'symlink', 'unlink', 'utime')
supports_effective_ids = _set_of('access')
supports_fd = _set_of(
    'chdir', 'chmod', 'chown', 'execve', 'listdir', 'pathconf', 'scandir',
    'stat', 'statvfs', 'truncate', 'utime')
supports_follow_symlinks = _set_of(
    'access', 'chown', 'link', 'stat', 'utime', 'getxattr', 'listxattr',
    'removexattr', 'setxattr')


# --- Text and bytes ---

def fsencode(filename):
    """A path as the bytes that the system uses."""
    filename = fspath(filename)
    if isinstance(filename, str):
        return filename.encode('utf-8', 'surrogateescape')
    return filename


def fsdecode(filename):
    """A path as text."""
    filename = fspath(filename)
    if isinstance(filename, bytes):
        return filename.decode('utf-8', 'surrogateescape')
    return filename


def _fspath(path):
    """The text or bytes of a path; TypeError when it is none."""
    if isinstance(path, (str, bytes)):
        return path
    cls = type(path)
    try:
        method = cls.__fspath__
    except AttributeError:
        raise TypeError('expected str, bytes or os.PathLike object, not '
                        + cls.__name__) from None
    result = method(path)
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError(f'expected {cls.__name__}.__fspath__() to return str or '
                    f'bytes, not {type(result).__name__}')


if 'fspath' not in globals():
    fspath = _fspath
    fspath.__name__ = 'fspath'


class PathLike(abc.ABC):
    """The abstract base of objects that stand for a path."""

    @abc.abstractmethod
    def __fspath__(self):
        """The path as str or bytes."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            return any('__fspath__' in base.__dict__
                       for base in subclass.__mro__) or NotImplemented
        return NotImplemented

    __class_getitem__ = classmethod(_GenericAlias)


# --- The environment ---

import _thread
from _collections_abc import Mapping, MutableMapping

# Held while a variable changes, here and in the process: both say the same afterwards.
_changing = _thread.RLock()


class _Environ(MutableMapping):
    """The environment variables; changes reach the process's environment."""

    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey = encodekey
        self.decodekey = decodekey
        self.encodevalue = encodevalue
        self.decodevalue = decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key = self.encodekey(key)
        value = self.encodevalue(value)
        with _changing:
            putenv(key, value)
            self._data[key] = value

    def __delitem__(self, key):
        encoded = self.encodekey(key)
        with _changing:
            unsetenv(encoded)
            try:
                del self._data[encoded]
            except KeyError:
                raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        shown = ', '.join(
            f'{self.decodekey(k)!r}: {self.decodevalue(v)!r}'
            for k, v in list(self._data.items()))
        return f'environ({{{shown}}})'

    def copy(self):
        """A dict of all variables."""
        return dict(self)

    def setdefault(self, key, value):
        with _changing:
            if key not in self:
                self[key] = value
            return self[key]

    def __ior__(self, other):
        self.update(other)
        return self

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return {**self, **other}

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return {**other, **self}


def _encode_variable(value):
    if not isinstance(value, str):
        raise TypeError('str expected, not %s' % type(value).__name__)
    return value.encode('utf-8', 'surrogateescape')


def _decode_variable(value):
    return value.decode('utf-8', 'surrogateescape')


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError('bytes expected, not %s' % type(value).__name__)
    return value


environ = _Environ(_os.environ, _encode_variable, _decode_variable,
                   _encode_variable, _decode_variable)
supports_bytes_environ = True
environb = _Environ(environ._data, _check_bytes, bytes, _check_bytes, bytes)


def getenv(key, default=None):
    """An environment variable, or the default."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """getenv with bytes."""
    return environb.get(key, default)


# --- Directories ---

def makedirs(name, mode=0o777, exist_ok=False):
    """Makes a directory with all that are missing above it."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass  # somebody else was faster
        if tail == (b'.' if isinstance(tail, bytes) else '.'):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Removes an empty directory, and those above it that are then empty."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """rename that makes missing directories and removes those left empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """For each directory below top: (its path, names of directories, of files).

    Top down, the list of directories may be changed to say where to go on;
    bottom up, a directory comes after those in it. Errors of scandir are
    ignored unless onerror, a function, is given. Links to directories are
    listed but not entered unless followlinks.
    """
    sys.audit('os.walk', top, topdown, onerror, followlinks)
    return _walk(fspath(top), topdown, onerror, followlinks)


def _walk(top, topdown, onerror, followlinks):
    pending = [top]
    while pending:
        top = pending.pop()
        if isinstance(top, tuple):
            yield top
            continue
        dirs, files, entered = [], [], []
        try:
            with scandir(top) as entries:
                while True:
                    try:
                        entry = next(entries)
                    except StopIteration:
                        break
                    try:
                        is_dir = entry.is_dir()
                    except OSError:
                        is_dir = False
                    (dirs if is_dir else files).append(entry.name)
                    if is_dir and not topdown:
                        try:
                            if followlinks or not entry.is_symlink():
                                entered.append(entry.path)
                        except OSError:
                            entered.append(entry.path)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        if topdown:
            yield top, dirs, files
            for name in reversed(dirs):
                below = path.join(top, name)
                if followlinks or not path.islink(below):
                    pending.append(below)
        else:
            pending.append((top, dirs, files))
            pending.extend(reversed(entered))


def fwalk(top='.', topdown=True, onerror=None, *, follow_symlinks=False,
          dir_fd=None):
    """Like walk, with an open file descriptor of the directory as fourth item."""
    sys.audit('os.fwalk', top, topdown, onerror, follow_symlinks, dir_fd)
    top = fspath(top)
    before = None if follow_symlinks else stat(top, follow_symlinks=False,
                                               dir_fd=dir_fd)
    fd = open(top, O_RDONLY, dir_fd=dir_fd)
    try:
        if follow_symlinks or (path.samestat(before, stat(fd))
                               and path.isdir(fd)):
            yield from _fwalk(fd, top, isinstance(top, bytes), topdown,
                              onerror, follow_symlinks)
    finally:
        close(fd)


def _fwalk(topfd, toppath, is_bytes, topdown, onerror, follow_symlinks):
    dirs, files = [], []
    with scandir(topfd) as entries:
        for entry in entries:
            name = fsencode(entry.name) if is_bytes else entry.name
            try:
                is_dir = entry.is_dir()
            except OSError:
                is_dir = False
            (dirs if is_dir else files).append(name)
    if topdown:
        yield toppath, dirs, files, topfd
    for name in dirs:
        try:
            before = None
            if not follow_symlinks:
                before = stat(name, dir_fd=topfd, follow_symlinks=False)
            fd = open(name, O_RDONLY, dir_fd=topfd)
        except OSError as error:
            if onerror is not None:
                onerror(error)
            continue
        try:
            if follow_symlinks or path.samestat(before, stat(fd)):
                yield from _fwalk(fd, path.join(toppath, name), is_bytes,
                                  topdown, onerror, follow_symlinks)
        finally:
            close(fd)
    if not topdown:
        yield toppath, dirs, files, topfd


# --- Programs ---

def get_exec_path(env=None):
    """The directories in which programs are looked for."""
    if env is None:
        env = environ
    try:
        found = env.get('PATH')
    except TypeError:
        found = None
    try:
        as_bytes = env[b'PATH']
    except (KeyError, TypeError):
        pass
    else:
        if found is not None:
            raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
        found = as_bytes
    if found is None:
        found = defpath
    if isinstance(found, bytes):
        found = fsdecode(found)
    return found.split(pathsep)


_fork_before, _fork_after_in_child, _fork_after_in_parent = [], [], []


def process_cpu_count():
    """How many processors this process may use."""
    try:
        return len(sched_getaffinity(0))
    except NameError:
        return cpu_count()


def register_at_fork(*, before=None, after_in_child=None, after_in_parent=None):
    """Have functions called around every fork(); those before it, last registered first."""
    if before is None and after_in_child is None and after_in_parent is None:
        raise TypeError('At least one argument is required.')
    rows = (('before', before, _fork_before),
            ('after_in_child', after_in_child, _fork_after_in_child),
            ('after_in_parent', after_in_parent, _fork_after_in_parent))
    for name, function, _ in rows:
        if function is not None and not callable(function):
            raise TypeError(f"'{name}' must be callable, "
                            f'not {type(function).__name__}')
    for _, function, registered in rows:
        if function is not None:
            registered.append(function)


def _call_each(functions):
    for function in functions:
        try:
            function()
        except Exception as error:
            sys.unraisablehook(type(sys.implementation)(
                exc_type=type(error), exc_value=error, object=function,
                exc_traceback=error.__traceback__, err_msg=None))


def _fork_by(event, function):
    sys.audit(event)
    _call_each(_fork_before[::-1])
    in_child = False
    try:
        result = function()
        in_child = 0 in (result, result[0] if isinstance(result, tuple) else -1)
        return result
    finally:
        _call_each(_fork_after_in_child if in_child else _fork_after_in_parent)


def fork():
    """Copies the process: 0 in the copy, its id here. Only while there is one thread."""
    return _fork_by('os.fork', _os.fork)


def forkpty():
    """fork() with the copy on a new pseudo-terminal: (0 or its id, the terminal's descriptor)."""
    return _fork_by('os.forkpty', _os.forkpty)


def execl(file, *args):
    """Replaces this process by the program file with these arguments."""
    execv(file, args)


def execle(file, *args):
    """execl whose last argument is the environment."""
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """execl that looks for the program in PATH."""
    execvp(file, args)


def execlpe(file, *args):
    """execlp whose last argument is the environment."""
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """execv that looks for the program in PATH."""
    _execvpe(file, args)


def execvpe(file, args, env):
    """execve that looks for the program in PATH."""
    _execvpe(file, args, env)


def _execvpe(file, args, env=None):
    if env is None:
        run, rest = execv, (args,)
    else:
        run, rest = execve, (args, env)
    if path.dirname(file):
        run(file, *rest)
        return
    file = fsencode(file)
    last = None
    for folder in map(fsencode, get_exec_path(env)):
        try:
            run(path.join(folder, file), *rest)
        except (FileNotFoundError, NotADirectoryError) as error:
            if last is None:
                last = error
        except OSError as error:
            if last is None or isinstance(last, (FileNotFoundError,
                                                 NotADirectoryError)):
                last = error
    raise last


def _spawn_program(mode, file, args, env, search):
    if not isinstance(args, (tuple, list)):
        raise TypeError('argv must be a tuple or a list')
    if not args or not args[0]:
        raise ValueError('argv first element cannot be empty')
    program = fsencode(file)
    if search and not path.dirname(program):
        programs = [path.join(fsencode(folder), program)
                    for folder in get_exec_path(env)]
    else:
        programs = [program]
    if env is not None:
        env = [fsencode(k) + b'=' + fsencode(v) for k, v in env.items()]
    sys.audit('os.fork')  # which is how CPython starts it
    pid = _os._spawn(args, programs, env, None, -1, -1, -1, (), False, False,
                     False, -1, -1, -1, None, -1)
    if isinstance(pid, tuple):
        if mode == P_NOWAIT:
            raise OSError(pid[0], strerror(pid[0]), file)
        return 127
    if mode == P_NOWAIT:
        return pid
    return waitstatus_to_exitcode(waitpid(pid, 0)[1])


def spawnv(mode, file, args):
    """Runs a program in a new process; its status, or its id with P_NOWAIT."""
    return _spawn_program(mode, file, args, None, False)


def spawnve(mode, file, args, env):
    """spawnv with an environment."""
    return _spawn_program(mode, file, args, env, False)


def spawnvp(mode, file, args):
    """spawnv that looks for the program in PATH."""
    return _spawn_program(mode, file, args, None, True)


def spawnvpe(mode, file, args, env):
    """spawnvp with an environment."""
    return _spawn_program(mode, file, args, env, True)


def spawnl(mode, file, *args):
    """spawnv with the arguments one by one."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """spawnl whose last argument is the environment."""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """spawnl that looks for the program in PATH."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """spawnlp whose last argument is the environment."""
    return spawnvpe(mode, file, args[:-1], args[-1])


class _PipeFile:
    """What popen returns: a text file whose close() tells the exit status."""

    def __init__(self, stream, process):
        self._stream = stream
        self._proc = process

    def close(self):
        self._stream.close()
        status = self._proc.wait()
        return None if status == 0 else status << 8 if status > 0 else status

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def popen(cmd, mode='r', buffering=-1):
    """Runs a command line by the shell; a file to read from or write to it."""
    if not isinstance(cmd, str):
        raise TypeError(f'invalid cmd type ({type(cmd)}, expected string)')
    if mode not in ('r', 'w'):
        raise ValueError(f'invalid mode {mode!r}')
    if buffering == 0 or buffering is None:
        raise ValueError('popen() does not support unbuffered streams')
    from subprocess import PIPE, Popen
    if mode == 'r':
        process = Popen(cmd, shell=True, text=True, stdout=PIPE,
                        bufsize=buffering)
        return _PipeFile(process.stdout, process)
    process = Popen(cmd, shell=True, text=True, stdin=PIPE, bufsize=buffering)
    return _PipeFile(process.stdin, process)


def fdopen(fd, mode='r', buffering=-1, encoding=None, *args, **kwargs):
    """A file object for an open file descriptor."""
    if not isinstance(fd, int):
        raise TypeError(f'invalid fd type ({type(fd)}, expected integer)')
    import io
    if 'b' not in mode:
        encoding = io.text_encoding(encoding)
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)
