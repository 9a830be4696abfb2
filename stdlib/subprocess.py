"""Running other programs, and talking to them."""

import errno
import io
import os
import _os
import sys
import time
import warnings

__all__ = ['Popen', 'PIPE', 'STDOUT', 'call', 'check_call', 'getstatusoutput',
           'getoutput', 'check_output', 'run', 'CalledProcessError', 'DEVNULL',
           'SubprocessError', 'TimeoutExpired', 'CompletedProcess']

try:
    from _thread import allocate_lock as _Lock
except ImportError:
    class _Lock:
        """There is one thread: nobody to keep out."""

        def acquire(self, blocking=True):
            return True

        def release(self):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *args):
            pass

PIPE = -1
STDOUT = -2
DEVNULL = -3

_SIGKILL = 9
_SIGTERM = 15
_GenericAlias = type(list[int])
_READABLE, _WRITABLE = 1, 4
_CHUNK = 32768


class SubprocessError(Exception):
    """What goes wrong here."""


class CalledProcessError(SubprocessError):
    """A program ended with a status that is not zero."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            number = -self.returncode
            try:
                import signal
                return (f"Command '{self.cmd}' died with "
                        f'{signal.Signals(number)!r}.')
            except (ImportError, ValueError):
                return (f"Command '{self.cmd}' died with unknown signal "
                        f'{number}.')
        return (f"Command '{self.cmd}' returned non-zero exit status "
                f'{self.returncode}.')

    @property
    def stdout(self):
        """The same as output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """A program did not end in time."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    @property
    def stdout(self):
        """The same as output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class CompletedProcess:
    """How a program ended, and what it wrote."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = [f'args={self.args!r}', f'returncode={self.returncode!r}']
        if self.stdout is not None:
            parts.append(f'stdout={self.stdout!r}')
        if self.stderr is not None:
            parts.append(f'stderr={self.stderr!r}')
        return f'{type(self).__name__}({", ".join(parts)})'

    def check_returncode(self):
        """CalledProcessError unless the status is zero."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout,
                                     self.stderr)

    __class_getitem__ = classmethod(_GenericAlias)


# --- Short forms ---

def run(*popenargs, input=None, capture_output=False, timeout=None,
        check=False, **kwargs):
    """Runs a program to its end and returns a CompletedProcess.

    input: what it gets to read. capture_output: keep what it writes.
    timeout: TimeoutExpired after so many seconds; the program is killed.
    check: CalledProcessError when the status is not zero. Everything else is
    for Popen.
    """
    if input is not None:
        if kwargs.get('stdin') is not None:
            raise ValueError('stdin and input arguments may not both be used.')
        kwargs['stdin'] = PIPE
    if capture_output:
        if kwargs.get('stdout') is not None or kwargs.get('stderr') is not None:
            raise ValueError('stdout and stderr arguments may not be used '
                             'with capture_output.')
        kwargs['stdout'] = PIPE
        kwargs['stderr'] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except TimeoutExpired:
            process.kill()
            process.wait()
            raise
        except:
            process.kill()
            raise
        status = process.poll()
        if check and status:
            raise CalledProcessError(status, process.args, output=stdout,
                                     stderr=stderr)
    return CompletedProcess(process.args, status, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    """Runs a program to its end and returns its status."""
    with Popen(*popenargs, **kwargs) as process:
        try:
            return process.wait(timeout=timeout)
        except:
            process.kill()
            raise


def check_call(*popenargs, **kwargs):
    """call that raises CalledProcessError when the status is not zero."""
    status = call(*popenargs, **kwargs)
    if status:
        raise CalledProcessError(status, kwargs.get('args') or popenargs[0])
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Runs a program and returns what it wrote to its standard output."""
    for name in ('stdout', 'check'):
        if name in kwargs:
            raise ValueError(f'{name} argument not allowed, it will be '
                             'overridden.')
    if 'input' in kwargs and kwargs['input'] is None:
        as_text = (kwargs.get('universal_newlines') or kwargs.get('text')
                   or kwargs.get('encoding') or kwargs.get('errors'))
        kwargs['input'] = '' if as_text else b''
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True,
               **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """(status, output) of a command line, without the last line end."""
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT,
                            encoding=encoding, errors=errors)
        status = 0
    except CalledProcessError as error:
        data = error.output
        status = error.returncode
    return status, data.removesuffix('\n')


def getoutput(cmd, *, encoding=None, errors=None):
    """The output of a command line, without the last line end."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


def list2cmdline(seq):
    """A list of arguments as one command line, quoted as Windows wants it."""
    parts = []
    for arg in map(os.fsdecode, seq):
        quote = not arg or ' ' in arg or '\t' in arg
        slashes = 0
        text = '"' if quote else ''
        for c in arg:
            if c == '\\':
                slashes += 1
                continue
            if c == '"':
                text += '\\' * (slashes * 2 + 1) + c
            else:
                text += '\\' * slashes + c
            slashes = 0
        text += '\\' * (slashes * 2 if quote else slashes)
        parts.append(text + '"' if quote else text)
    return ' '.join(parts)


def _remaining(deadline):
    return None if deadline is None else deadline - time.monotonic()


# Processes that were dropped while they ran; they are reaped as new ones start.
_active = []


def _cleanup():
    for process in _active[:]:
        if process._internal_poll(_deadstate=sys.maxsize) is not None:
            try:
                _active.remove(process)
            except ValueError:
                pass  # another thread was faster


def _above_standard(fd):
    """A copy of the descriptor that is none of the three standard ones."""
    low = []
    while (copy := os.dup(fd)) < 3:
        low.append(copy)
    for unused in low:
        os.close(unused)
    return copy


def _id(value, kind, letter):
    """The number of a user or group, given so or by name."""
    if isinstance(value, str):
        try:
            module = __import__('pwd' if letter == 'u' else 'grp')
        except ImportError:
            raise ValueError(f'The {kind.lower()} parameter cannot be a string '
                             'on platforms without the pwd and grp modules'
                             ) from None
        if letter == 'u':
            return module.getpwnam(value).pw_uid
        return module.getgrnam(value).gr_gid
    if value < 0:
        raise ValueError(f'{kind} ID cannot be negative, got {value}')
    if value >= 2**32 - 1:
        raise OverflowError(f'{letter}id is greater than maximum')
    return value


def _identity(user, group, extra_groups):
    """Numbers of the user, the group (-1: ours) and more groups, or None."""
    if user is not None and not isinstance(user, (str, int)):
        raise TypeError('User must be a string or an integer')
    if group is not None and not isinstance(group, (str, int)):
        raise TypeError('Group must be a string or an integer, not '
                        f'{type(group)}')
    if isinstance(extra_groups, str):
        raise ValueError('Groups must be a list, not a string')
    group = -1 if group is None else _id(group, 'Group', 'g')
    if extra_groups is not None:
        numbers = []
        for one in extra_groups:
            if not isinstance(one, (str, int)):
                raise TypeError('Items in extra_groups must be a string or '
                                f'integer, not {type(one)}')
            numbers.append(_id(one, 'Group', 'g'))
        extra_groups = numbers
    user = -1 if user is None else _id(user, 'User', 'u')
    return user, group, extra_groups


def _fork_and_exec(preexec_fn, *request):
    """As _os._spawn, with script code between fork and exec.

    os.fork refuses that beside other threads: they would be missing in the
    child, with the locks that they held.
    """
    answer, report = os.pipe()
    pid = 0
    try:
        if report < 3:  # they are closed here, and will be open in the program
            low, report = report, _above_standard(report)
            os.close(low)
        pid = os.fork()
        if pid == 0:
            try:
                number, stage = _become(preexec_fn, report, *request)
                os.write(report, b'%d %s' % (number, stage.encode()))
            finally:
                os._exit(255)
        os.close(report)
        report = -1
        with open(answer, 'rb', closefd=False) as stream:
            words = stream.read().split()
    except BaseException:
        if pid > 0:
            os.kill(pid, 9)
            os.waitpid(pid, 0)
        raise
    finally:
        os.close(answer)
        if report != -1:
            os.close(report)
    if not words:
        return pid
    os.waitpid(pid, 0)
    return int(words[0]), words[1].decode()


def _become(preexec_fn, report, args, programs, env, cwd, stdin, stdout,
            stderr, pass_fds, close_fds, new_session, restore_signals,
            process_group, user, group, extra_groups, umask):
    """Make this process run the program, or return (errno, stage)."""
    stage = 'setup'
    try:
        streams = [_above_standard(fd) if 0 <= fd < 3 and fd != i else fd
                   for i, fd in enumerate((stdin, stdout, stderr))]
        for i, fd in enumerate(streams):
            if fd >= 0:
                os.dup2(fd, i)
        for fd in (*(fd for i, fd in enumerate(streams) if fd == i), *pass_fds):
            os.set_inheritable(fd, True)
        if cwd is not None:
            stage = 'cwd'
            os.chdir(cwd)
            stage = 'setup'
        if umask >= 0:
            os.umask(umask)
        if restore_signals:
            import signal
            signal.signal(signal.SIGPIPE, signal.SIG_DFL)
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        if new_session:
            os.setsid()
        if process_group >= 0:
            os.setpgid(0, process_group)
        if extra_groups is not None:
            os.setgroups(extra_groups)
        if group >= 0:
            os.setregid(group, group)
        if user >= 0:
            os.setreuid(user, user)
        stage = 'preexec'
        preexec_fn()
        stage = 'setup'
        if close_fds:
            kept = sorted({2, report, *(fd for fd in pass_fds if fd > 2), 2**31 - 1})
            for low, high in zip(kept, kept[1:]):
                os.closerange(low + 1, high)
        stage = 'exec'
        return _exec(args, programs, env), stage
    except OSError as error:
        return error.errno or 0, stage
    except BaseException:
        return 0, stage


def _exec(args, programs, env):
    reason = None
    for program in programs:
        try:
            if env is None:
                os.execv(program, args)
            os.execve(program, args, dict(pair.split(b'=', 1) for pair in env))
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            reason = reason or error
    return (reason or last).errno


class Popen:
    """A program that runs. Used as a context manager it is waited for.

    args is a list, or one string: then the program without arguments, or,
    with shell, a command line. stdin, stdout and stderr are None (inherited),
    PIPE, DEVNULL, a file or a descriptor; stderr may be STDOUT. With text,
    encoding or errors the pipes are text. bufsize is that of open. cwd, env,
    close_fds, pass_fds, start_new_session, process_group, restore_signals,
    user, group, extra_groups, umask say how the program starts.
    """

    _child_created = False

    def __init__(self, args, bufsize=-1, executable=None, stdin=None,
                 stdout=None, stderr=None, preexec_fn=None, close_fds=True,
                 shell=False, cwd=None, env=None, universal_newlines=None,
                 startupinfo=None, creationflags=0, restore_signals=True,
                 start_new_session=False, pass_fds=(), *, user=None,
                 group=None, extra_groups=None, encoding=None, errors=None,
                 text=None, umask=-1, pipesize=-1, process_group=None):
        _cleanup()
        self._waitpid_lock = _Lock()
        self._input = None
        self._communication_started = False
        bufsize = -1 if bufsize is None else bufsize
        if not isinstance(bufsize, int):
            raise TypeError('bufsize must be an integer')
        pipesize = -1 if pipesize is None else pipesize
        if not isinstance(pipesize, int):
            raise TypeError('pipesize must be an integer')
        if startupinfo is not None:
            raise ValueError('startupinfo is only supported on Windows '
                             'platforms')
        if creationflags != 0:
            raise ValueError('creationflags is only supported on Windows '
                             'platforms')
        if not isinstance(umask, int):
            raise TypeError(f"'{type(umask).__name__}' object cannot be "
                            'interpreted as an integer')
        identity = *_identity(user, group, extra_groups), umask
        if pass_fds and not close_fds:
            warnings.warn('pass_fds overriding close_fds.', RuntimeWarning)
            close_fds = True
        if (text is not None and universal_newlines is not None
                and bool(universal_newlines) != bool(text)):
            raise SubprocessError(
                'Cannot disambiguate when both text and universal_newlines '
                'are supplied but different. Pass one or the other.')
        self.args = args
        self.stdin = self.stdout = self.stderr = None
        self.pid = None
        self.returncode = None
        self.encoding = encoding
        self.errors = errors
        self.pipesize = pipesize
        self.text_mode = bool(encoding or errors or text or universal_newlines)
        self._closed_child_pipe_fds = False
        self._sigint_wait_secs = 0.25

        line_buffering = False
        if self.text_mode and bufsize == 1:
            line_buffering, bufsize = True, -1
        ours, theirs, to_close = self._handles(stdin, stdout, stderr)
        try:
            if ours[0] != -1:
                self.stdin = io.open(ours[0], 'wb', bufsize)
                if self.text_mode:
                    self.stdin = io.TextIOWrapper(
                        self.stdin, write_through=True,
                        line_buffering=line_buffering, encoding=encoding,
                        errors=errors)
            for name, fd in (('stdout', ours[1]), ('stderr', ours[2])):
                if fd != -1:
                    stream = io.open(fd, 'rb', bufsize)
                    if self.text_mode:
                        stream = io.TextIOWrapper(stream, encoding=encoding,
                                                  errors=errors)
                    setattr(self, name, stream)
            self._start(args, executable, shell, cwd, env, theirs,
                        pass_fds, close_fds, start_new_session,
                        restore_signals, process_group, identity, preexec_fn)
        except:
            for stream in (self.stdin, self.stdout, self.stderr):
                if stream is not None:
                    try:
                        stream.close()
                    except OSError:
                        pass
            raise
        finally:
            for fd in to_close:
                os.close(fd)

    @property
    def universal_newlines(self):
        """The same as text_mode."""
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, value):
        self.text_mode = bool(value)

    def __repr__(self):
        shown = repr(self.args)
        if len(shown) > 80:
            shown = shown[:76] + '...'
        return (f'<{type(self).__name__}: returncode: {self.returncode} '
                f'args: {shown}>')

    __class_getitem__ = classmethod(_GenericAlias)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        for stream in (self.stdout, self.stderr):
            if stream:
                stream.close()
        try:
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type == KeyboardInterrupt:
                if self._sigint_wait_secs > 0:
                    try:
                        self._wait(timeout=self._sigint_wait_secs)
                    except TimeoutExpired:
                        pass
                self._sigint_wait_secs = 0
            else:
                self.wait()

    def __del__(self, _maxsize=sys.maxsize, _warn=warnings.warn):
        if not self._child_created:
            return
        if self.returncode is None:
            _warn(f'subprocess {self.pid} is still running', ResourceWarning,
                  source=self)
        self._internal_poll(_deadstate=_maxsize)
        if self.returncode is None and _active is not None:
            _active.append(self)

    # --- Starting ---

    def _handles(self, stdin, stdout, stderr):
        """Our ends, the program's ends, and what to close once it runs.

        Each of the first two has three descriptors; -1 stands for none.
        """
        if stdin is None and stdout is None and stderr is None:
            return (-1, -1, -1), (-1, -1, -1), []
        ours, theirs, to_close = [-1] * 3, [-1] * 3, []
        try:
            for i, where in enumerate((stdin, stdout, stderr)):
                if where is None:
                    continue
                if where == PIPE:
                    read_end, write_end = os.pipe()
                    if i == 0:
                        ours[i], theirs[i] = write_end, read_end
                    else:
                        ours[i], theirs[i] = read_end, write_end
                    to_close.append(theirs[i])
                elif where == DEVNULL:
                    theirs[i] = os.open(os.devnull, os.O_RDWR)
                    to_close.append(theirs[i])
                elif where == STDOUT and i == 2:
                    theirs[i] = theirs[1] if theirs[1] != -1 else 1
                elif isinstance(where, int):
                    if where < 0:
                        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
                    theirs[i] = where
                else:
                    theirs[i] = where.fileno()
        except:
            for fd in (*to_close, *(fd for fd in ours if fd != -1)):
                os.close(fd)
            raise
        return ours, theirs, to_close

    def _start(self, args, executable, shell, cwd, env, theirs, pass_fds,
               close_fds, start_new_session, restore_signals, process_group,
               identity, preexec_fn):
        if isinstance(args, (str, bytes)):
            args = [args]
        elif isinstance(args, os.PathLike):
            if shell:
                raise TypeError('path-like args is not allowed when '
                                'shell is true')
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ['/bin/sh', '-c'] + args
            if executable:
                args[0] = executable
        if executable is None:
            executable = args[0]
        sys.audit('subprocess.Popen', executable, args, cwd, env)
        program = os.fsencode(executable)
        if os.path.dirname(program):
            programs = (program,)
        else:
            programs = tuple(os.path.join(os.fsencode(folder), program)
                             for folder in os.get_exec_path(env))
        pass_fds = sorted(set(map(int, pass_fds)))
        if pass_fds and (pass_fds[0] < 0 or pass_fds[-1] >= 2**31):
            raise ValueError('bad value(s) in fds_to_keep')
        request = (args, programs, _environment(env), cwd, *theirs,
                   pass_fds, bool(close_fds),
                   bool(start_new_session), bool(restore_signals),
                   -1 if process_group is None else process_group, *identity)
        if preexec_fn is None:
            result = _os._spawn(*request)
        else:
            result = _fork_and_exec(preexec_fn, *request)
        if not isinstance(result, tuple):
            self.pid = result
            self._child_created = True
            return
        number, stage = result
        if stage == 'preexec':
            raise SubprocessError('Exception occurred in preexec_fn.')
        names = {'setup': None, 'cwd': cwd, 'exec': executable}
        raise OSError(number, os.strerror(number), names[stage])

    # --- Waiting ---

    def poll(self):
        """The status if the program has ended, else None."""
        return self._internal_poll()

    def _internal_poll(self, _deadstate=None):
        if self.returncode is None:
            if not self._waitpid_lock.acquire(False):
                return None  # another thread is waiting for it
            try:
                if self.returncode is None:
                    pid, status = os.waitpid(self.pid, os.WNOHANG)
                    if pid == self.pid:
                        self._ended(status)
            except OSError as error:
                if _deadstate is not None:
                    self.returncode = _deadstate
                elif error.errno == errno.ECHILD:
                    self.returncode = 0  # somebody else took the status
            finally:
                self._waitpid_lock.release()
        return self.returncode

    def _ended(self, status):
        if os.WIFSTOPPED(status):
            self.returncode = -os.WSTOPSIG(status)
        else:
            self.returncode = os.waitstatus_to_exitcode(status)

    def _try_wait(self, options):
        try:
            return os.waitpid(self.pid, options)
        except ChildProcessError:
            return self.pid, 0

    def wait(self, timeout=None):
        """The status, once the program has ended; TimeoutExpired after timeout."""
        deadline = None if timeout is None else time.monotonic() + timeout
        try:
            return self._wait(timeout=timeout)
        except KeyboardInterrupt:
            # The program got the signal, too: give it a moment.
            if timeout is not None:
                grace = min(self._sigint_wait_secs, _remaining(deadline))
            else:
                grace = self._sigint_wait_secs
            self._sigint_wait_secs = 0
            try:
                self._wait(timeout=grace)
            except TimeoutExpired:
                pass
            raise

    def _wait(self, timeout):
        if timeout is None:
            while self.returncode is None:
                with self._waitpid_lock:
                    if self.returncode is not None:
                        break
                    pid, status = self._try_wait(0)
                    if pid == self.pid:
                        self._ended(status)
            return self.returncode
        deadline = time.monotonic() + timeout
        delay = 0.0005
        while self.returncode is None:
            if self._waitpid_lock.acquire(False):
                try:
                    if self.returncode is not None:
                        break
                    pid, status = self._try_wait(os.WNOHANG)
                    if pid == self.pid:
                        self._ended(status)
                        break
                finally:
                    self._waitpid_lock.release()
            left = _remaining(deadline)
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            delay = min(delay * 2, left, 0.05)
            time.sleep(delay)
        return self.returncode

    # --- Talking ---

    def communicate(self, input=None, timeout=None):
        """Writes input, reads all output, waits: (stdout, stderr).

        Each is None unless it is a PIPE. After TimeoutExpired it can be
        called again without losing anything.
        """
        if self._communication_started and input:
            raise ValueError('Cannot send input after starting communication')
        pipes = [s for s in (self.stdin, self.stdout, self.stderr) if s]
        if timeout is None and not self._communication_started and len(pipes) <= 1:
            stdout = stderr = None
            if self.stdin:
                self._stdin_write(input)
            elif self.stdout:
                stdout = self.stdout.read()
                self.stdout.close()
            elif self.stderr:
                stderr = self.stderr.read()
                self.stderr.close()
            self.wait()
            return stdout, stderr
        deadline = None if timeout is None else time.monotonic() + timeout
        try:
            result = self._communicate(input, deadline, timeout)
        except KeyboardInterrupt:
            self._sigint_wait_secs, grace = 0, self._sigint_wait_secs
            try:
                self._wait(timeout=grace)
            except TimeoutExpired:
                pass
            raise
        finally:
            self._communication_started = True
        self.wait(timeout=_remaining(deadline))
        return result

    def _stdin_write(self, input):
        if input:
            try:
                self.stdin.write(input)
            except BrokenPipeError:
                pass
            except OSError as error:
                if error.errno != errno.EINVAL:
                    raise
        try:
            self.stdin.close()
        except BrokenPipeError:
            pass
        except OSError as error:
            if error.errno != errno.EINVAL:
                raise

    def _communicate(self, input, deadline, timeout):
        if self.stdin and not self._communication_started:
            try:
                self.stdin.flush()
            except BrokenPipeError:
                pass
            if not input:
                self._close_stdin()
        if not self._communication_started:
            self._output = {stream: [] for stream in (self.stdout, self.stderr)
                            if stream}
        if self.stdin and self._input is None:
            self._input_sent = 0
            self._input = input
            if input is not None and self.text_mode:
                self._input = input.encode(self.stdin.encoding,
                                           self.stdin.errors)
        waiting = {s.fileno(): s for s in self._output if not s.closed}
        if self.stdin and not self.stdin.closed and self._input:
            waiting[self.stdin.fileno()] = self.stdin
            view = memoryview(self._input)
        while waiting:
            left = _remaining(deadline)
            if left is not None and left < 0:
                self._check_timeout(timeout)
            ready = _os._poll(
                [(fd, _WRITABLE if stream is self.stdin else _READABLE)
                 for fd, stream in waiting.items()], left)
            if not ready and left is not None and _remaining(deadline) <= 0:
                self._check_timeout(timeout)
            for fd, _ in ready:
                stream = waiting[fd]
                if stream is self.stdin:
                    chunk = view[self._input_sent:self._input_sent + 512]
                    try:
                        self._input_sent += os.write(fd, chunk)
                        done = self._input_sent >= len(self._input)
                    except BrokenPipeError:
                        done = True
                    if done:
                        del waiting[fd]
                        self._close_stdin()
                else:
                    data = os.read(fd, _CHUNK)
                    if data:
                        self._output[stream].append(data)
                    else:
                        del waiting[fd]
                        stream.close()
        self.wait(timeout=_remaining(deadline))
        return (self._collected(self.stdout), self._collected(self.stderr))

    def _close_stdin(self):
        try:
            self.stdin.close()
        except BrokenPipeError:
            pass

    def _check_timeout(self, timeout):
        def so_far(stream):
            if stream is None or stream not in self._output:
                return None
            return b''.join(self._output[stream]) or None
        raise TimeoutExpired(self.args, timeout, output=so_far(self.stdout),
                             stderr=so_far(self.stderr))

    def _collected(self, stream):
        if stream is None:
            return None
        data = b''.join(self._output[stream])
        if not self.text_mode:
            return data
        text = data.decode(stream.encoding, stream.errors)
        return text.replace('\r\n', '\n').replace('\r', '\n')

    # --- Signals ---

    def send_signal(self, sig):
        """Sends a signal, unless the program has ended."""
        self.poll()
        if self.returncode is not None:
            return
        try:
            os.kill(self.pid, sig)
        except ProcessLookupError:
            pass

    def terminate(self):
        """Asks the program to end: SIGTERM."""
        self.send_signal(_SIGTERM)

    def kill(self):
        """Ends the program: SIGKILL."""
        self.send_signal(_SIGKILL)


def _environment(env):
    """The environment as NAME=value bytes, or None to inherit."""
    if env is None:
        return None
    result = []
    for key, value in env.items():
        key = os.fsencode(key)
        if b'=' in key:
            raise ValueError('illegal environment variable name')
        result.append(key + b'=' + os.fsencode(value))
    return result
