"""Threads, and what they need to work together.

A Thread runs a function at the same time as the rest of the program. Lock, RLock, Condition,
Semaphore, BoundedSemaphore, Event, Barrier, CyclicBarrier and CountDownLatch keep threads in step;
local gives each of them attributes of its own; Timer is a thread that begins late.

What is native is in _thread: what threads wait for most, and the handle of each thread, which says
exactly once that the thread is done. join, is_alive and the end of the program rest on handles.
"""

import _thread
import sys as _sys
from _operator import index as _index
from _thread import get_ident, get_native_id, stack_size
from _weakrefset import WeakSet as _WeakSet
from itertools import count as _count

__all__ = [
    "Barrier", "BoundedSemaphore", "BrokenBarrierError", "Condition", "CountDownLatch",
    "CyclicBarrier", "Event", "ExceptHookArgs", "Lock", "RLock", "Semaphore", "TIMEOUT_MAX",
    "Thread", "ThreadError", "Timer", "active_count", "current_thread", "enumerate", "excepthook",
    "get_ident", "get_native_id", "getprofile", "gettrace", "local", "main_thread", "setprofile",
    "setprofile_all_threads", "settrace", "settrace_all_threads", "stack_size",
]

Lock = _thread.LockType
local = _thread._local
ThreadError = _thread.error
TIMEOUT_MAX = _thread.TIMEOUT_MAX
ExceptHookArgs = _thread._ExceptHookArgs

# Other names by which debuggers and test tools know these.
_LockType = _thread.LockType
_ThreadHandle = _thread._ThreadHandle
_make_thread_handle = _thread._make_thread_handle
_get_main_thread_ident = _thread._get_main_thread_ident
_daemon_threads_allowed = _thread.daemon_threads_allowed
_is_main_interpreter = _thread._is_main_interpreter
_HAVE_THREAD_NATIVE_ID = True

_allocate_lock = _thread.allocate_lock
_start_joinable_thread = _thread.start_joinable_thread
_set_os_name = _thread.set_name
_set_thread_object = _thread._set_thread_object
_CRLock = _thread.RLock


def _deprecated(old, instead):
    import warnings
    warnings.warn(f"{old}() is deprecated, {instead} instead", DeprecationWarning, stacklevel=3)


# --- What every new thread is given to trace and profile itself ---

_trace_hook = None
_profile_hook = None


def settrace(func):
    """Let every thread that starts from now on call sys.settrace(func) before its run()."""
    global _trace_hook
    _trace_hook = func


def gettrace():
    """What settrace was told, or None."""
    return _trace_hook


def settrace_all_threads(func):
    """As settrace, and for the threads that run already too."""
    settrace(func)
    _sys._settraceallthreads(func)


def setprofile(func):
    """Let every thread that starts from now on call sys.setprofile(func) before its run()."""
    global _profile_hook
    _profile_hook = func


def getprofile():
    """What setprofile was told, or None."""
    return _profile_hook


def setprofile_all_threads(func):
    """As setprofile, and for the threads that run already too."""
    setprofile(func)
    _sys._setprofileallthreads(func)


# --- Locks ---

def RLock(*args, **kwargs):
    """A lock that the thread which holds it can take again; it is free when that thread has given
    it back as often as it took it."""
    if args or kwargs:
        import warnings
        warnings.warn("Passing arguments to RLock is deprecated and will be removed in 3.15",
                      DeprecationWarning, stacklevel=2)
    return _CRLock(*args, **kwargs)


class _RLock:
    """RLock in the language, over a plain lock."""

    def __init__(self):
        self._block = _allocate_lock()
        self._owner = None
        self._count = 0

    def __repr__(self):
        owner = self._owner
        thread = _active.get(owner)
        if thread is not None:
            owner = thread.name
        kind = type(self)
        return (f"<{'locked' if self._block.locked() else 'unlocked'} "
                f"{kind.__module__}.{kind.__qualname__} object owner={owner!r} "
                f"count={self._count} at {id(self):#x}>")

    def acquire(self, blocking=True, timeout=-1):
        """Take the lock once more, waiting while another thread holds it; was it taken?"""
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        taken = self._block.acquire(blocking, timeout)
        if taken:
            self._owner = me
            self._count = 1
        return taken

    __enter__ = acquire

    def release(self):
        """Give it back once; the last time, it is free."""
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None
            self._block.release()

    def __exit__(self, *exc_info):
        self.release()

    def locked(self):
        """Does any thread hold the lock?"""
        return self._block.locked()

    # For Condition, which gives the lock back altogether while it waits.

    def _release_save(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        state = self._count, self._owner
        self._count = 0
        self._owner = None
        self._block.release()
        return state

    def _acquire_restore(self, state):
        self._block.acquire()
        self._count, self._owner = state

    def _is_owned(self):
        return self._owner == get_ident()

    def _recursion_count(self):
        return self._count if self._owner == get_ident() else 0

    def _at_fork_reinit(self):
        self._block._at_fork_reinit()
        self._owner = None
        self._count = 0


_PyRLock = _RLock


Condition = _thread.Condition
Semaphore = _thread.Semaphore
BoundedSemaphore = _thread.BoundedSemaphore
Event = _thread.Event


class BrokenBarrierError(RuntimeError):
    """The barrier was broken or reset while a thread waited, or is still broken."""


class _Generation:
    """One round of a barrier. It ends once: everybody arrived, or it broke."""

    __slots__ = "over", "broken"

    def __init__(self):
        self.over = self.broken = False

    def is_over(self):
        return self.over


class _Meeting:
    """What Barrier and CyclicBarrier share: the threads of a generation wait for one another.

    A generation that is over belongs to the threads that still have to leave it; _generation is
    already the next one, so that a fast thread can come back at once. _arrived counts those that
    wait in it. A broken generation stays until reset().
    """

    def __init__(self, parties, action=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition(Lock())
        self._parties = parties
        self._action = action
        self._generation = _Generation()
        self._arrived = 0

    def __repr__(self):
        kind = type(self)
        state = "broken" if self.broken else f"waiters={self.n_waiting}/{self._parties}"
        return f"<{kind.__module__}.{kind.__qualname__} at {id(self):#x}: {state}>"

    @property
    def parties(self):
        """How many threads must meet."""
        return self._parties

    @property
    def n_waiting(self):
        """How many threads wait."""
        return self._arrived

    @property
    def broken(self):
        """Is the barrier broken?"""
        return self._generation.broken

    def _begin_anew(self):
        with self._cond:
            if self._arrived:
                self._break()
            self._generation = _Generation()

    # With the lock held:

    def _arrive(self):
        """Counts the caller in. Its number, from 0; the last one has ended the generation."""
        if self._generation.broken:
            raise BrokenBarrierError
        number = self._arrived
        self._arrived += 1
        if self._arrived == self._parties:
            try:
                if self._action is not None:
                    self._action()
            except BaseException:
                self._break()
                raise
            self._end(self._generation)
            self._generation = _Generation()
        return number

    def _break(self):
        self._generation.broken = True
        self._end(self._generation)

    def _end(self, generation):
        generation.over = True
        self._arrived = 0
        self._cond.notify_all()


class Barrier(_Meeting):
    """A place where a number of threads wait until all of them have come; then all go on.

    action() is called by one of them before they go on. timeout is the default of wait().
    """

    def __init__(self, parties, action=None, timeout=None):
        super().__init__(parties, action)
        self._timeout = timeout

    def wait(self, timeout=None):
        """Wait for the others. The number of this thread, 0 for the first that came.

        After timeout seconds the barrier is broken: BrokenBarrierError for all that wait.
        """
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            generation = self._generation
            number = self._arrive()
            try:
                if not self._cond.wait_for(generation.is_over, timeout):
                    self._break()
            except BaseException:
                if not generation.over:
                    self._arrived -= 1
                raise
            if generation.broken:
                raise BrokenBarrierError
            return number

    def reset(self):
        """Begin anew; threads that wait get BrokenBarrierError."""
        self._begin_anew()

    def abort(self):
        """Break the barrier: BrokenBarrierError for all that wait or come, until reset()."""
        with self._cond:
            self._break()


class CyclicBarrier(_Meeting):
    """A place where a number of threads wait until all of them have come; then all go on.

    It differs from Barrier as Java's class of this name does: threads are numbered from parties - 1
    down to 0 for the last; a thread whose time is up gets TimeoutError, and one that an exception
    takes out of its wait breaks the barrier for the others.
    """

    def __init__(self, parties, action=None):
        super().__init__(_index(parties), action)

    def wait(self, timeout=None):
        """Wait for the others. How many were still to come when this thread came."""
        with self._cond:
            generation = self._generation
            number = self._parties - 1 - self._arrive()
            try:
                in_time = self._cond.wait_for(generation.is_over, timeout)
            except BaseException:
                if not generation.over:
                    self._break()
                raise
            if not in_time:
                self._break()
                raise TimeoutError("the others did not come in time")
            if generation.broken:
                raise BrokenBarrierError
            return number

    await = wait

    def reset(self):
        """Begin anew; threads that wait get BrokenBarrierError."""
        self._begin_anew()


class CountDownLatch:
    """Lets threads wait until something has happened count times. It is not used again."""

    def __init__(self, count):
        count = _index(count)
        if count < 0:
            raise ValueError("count must be >= 0")
        self._cond = Condition(Lock())
        self._count = count

    def __repr__(self):
        kind = type(self)
        return f"<{kind.__module__}.{kind.__qualname__} at {id(self):#x}: count={self._count}>"

    @property
    def count(self):
        """How many times are still missing."""
        return self._count

    def count_down(self, n=1):
        """It has happened n times more. At zero, this does nothing; it never waits."""
        n = _index(n)
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._count:
                self._count = max(self._count - n, 0)
                if not self._count:
                    self._cond.notify_all()

    def wait(self, timeout=None):
        """Wait until nothing is missing, for timeout seconds at most; is that so?"""
        if not self._count:
            return True
        with self._cond:
            return self._cond.wait_for(self._is_open, timeout)

    await = wait

    def _is_open(self):
        return not self._count


# --- Threads ---

# Threads by ident, once they run, and threads that were told to start and do not run yet. A thread
# is in one of the tables from start() until it ends; both are changed under the lock.
_active = {}
_limbo = {}
_active_limbo_lock = RLock()

# Every Thread object that is not collected yet, for tests that look for leaks.
_dangling = _WeakSet()

_counter = _count(1).__next__


def _newname(template):
    return template % _counter()


class Thread:
    """A function that runs in a thread of its own.

    A thread begins with start(), which makes run() run in it: the function `target`, called with
    args and kwargs, unless a derived class has a run() of its own. It ends when run() does. The end
    of the program waits for all threads but those that are daemons.
    """

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if _sys.excepthook is None:
            raise RuntimeError("sys.excepthook is None")
        if excepthook is None:
            raise RuntimeError("threading.excepthook is None")
        if name:
            name = str(name)
        else:
            name = _newname("Thread-%d")
            function = getattr(target, "__name__", None)
            if target is not None and function is not None:
                name += f" ({function})"
        if daemon and not _thread.daemon_threads_allowed():
            raise RuntimeError("daemon threads are disabled in this (sub)interpreter")
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._native_id = None
        self._handle = _thread._ThreadHandle()
        self._launched = False   # the system was told to run it
        self._started = Event()  # it runs, and its ident is known
        self._stderr = _sys.stderr  # for a last word after sys.stderr is gone
        self._initialized = True
        _dangling.add(self)

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        state = "initial"
        if self._launched:
            state = "stopped" if self._handle.is_done() else "started"
            if self._ident is None:
                self._await_start()
        if self._daemonic:
            state += " daemon"
        if self._ident is not None:
            state += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {state})>"

    def start(self):
        """Make the thread run. This can be done once."""
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        with _active_limbo_lock:
            if self._launched or self in _limbo:
                raise RuntimeError("threads can only be started once")
            _limbo[self] = self
        try:
            _start_joinable_thread(self._bootstrap, handle=self._handle, daemon=self.daemon)
        except Exception:
            with _active_limbo_lock:
                del _limbo[self]
            raise
        # The thread says so itself too: who looks at it from there must not find it unborn.
        self._launched = True

    def run(self):
        """What the thread does: calls the target, once. It may be replaced like any method."""
        if self._target is self._kwargs is None:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute '_target'")
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # They may refer to the thread. Deleting attributes would disturb all other threads.
            self._target = self._args = self._kwargs = None

    def _bootstrap(self):
        """The thread's life, in the thread itself."""
        self._ident = get_ident()
        self._native_id = get_native_id()
        self._launched = True
        self._started.set()
        with _active_limbo_lock:
            _active[self._ident] = self
            _limbo.pop(self, None)
        try:
            _set_thread_object(self)
            _set_os_name(self._name)
            if _trace_hook:
                _sys.settrace(_trace_hook)
            if _profile_hook:
                _sys.setprofile(_profile_hook)
            self.run()
        except BaseException:
            self._report()
        finally:
            self._delete()

    def _delete(self):
        with _active_limbo_lock:
            del _active[get_ident()]

    def _report(self):
        """Tells threading.excepthook of the exception that is being handled."""
        try:
            args = ExceptHookArgs([*_sys.exc_info(), self])
            hook = excepthook or __excepthook__
            try:
                hook(args)
            finally:
                args = None  # it refers to the traceback, which refers to this frame
        except Exception as error:
            error.__suppress_context__ = True
            stderr = self._stderr if _sys.stderr is None else _sys.stderr
            if stderr is not None:
                try:
                    stderr.write("Exception in threading.excepthook:\n")
                    stderr.flush()
                except Exception:
                    pass  # it is about the hook, and sys.excepthook tries again
            _sys.excepthook(*_sys.exc_info())

    def join(self, timeout=None):
        """Wait until the thread has ended, for timeout seconds at most."""
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._launched:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if timeout is not None:
            timeout = max(timeout, 0)
        self._handle.join(timeout)

    def is_alive(self):
        """Was the thread started, and has not ended?"""
        assert self._initialized, "Thread.__init__() not called"
        return self._launched and not self._handle.is_done()

    def _await_start(self):
        """Waits for a thread that was told to start until it runs; start() does not."""
        while self._launched and not self._started.wait(1) and not self._handle.is_done():
            pass

    @property
    def ident(self):
        """The number that get_ident() returns in the thread; None before start()."""
        assert self._initialized, "Thread.__init__() not called"
        if self._ident is None:
            self._await_start()
        return self._ident

    @property
    def native_id(self):
        """The number that the system gave the thread; None before start()."""
        assert self._initialized, "Thread.__init__() not called"
        if self._ident == get_ident():
            self._native_id = get_native_id()  # fork() makes it another
        elif self._native_id is None:
            self._await_start()
        return self._native_id

    @property
    def name(self):
        """The thread's name. Any number of threads may have the same."""
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)
        if self._ident == get_ident():
            _set_os_name(self._name)

    @property
    def daemon(self):
        """Will the program end without waiting for the thread? It is set before start(); a thread
        has it from the thread that made it."""
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if daemonic and not _thread.daemon_threads_allowed():
            raise RuntimeError("daemon threads are disabled in this interpreter")
        if self._launched:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    # The names of Python 2.

    def isAlive(self):
        """The old name of is_alive()."""
        _deprecated("isAlive", "use is_alive()")
        return self.is_alive()

    def isDaemon(self):
        """The old way to get daemon."""
        _deprecated("isDaemon", "get the daemon attribute")
        return self.daemon

    def setDaemon(self, daemonic):
        """The old way to set daemon."""
        _deprecated("setDaemon", "set the daemon attribute")
        self.daemon = daemonic

    def getName(self):
        """The old way to get name."""
        _deprecated("getName", "get the name attribute")
        return self.name

    def setName(self, name):
        """The old way to set name."""
        _deprecated("setName", "set the name attribute")
        self.name = name


def _report_lines(value, traceback):
    """What is to be said of an exception, or of what a script gives for one."""
    from traceback import _format_uncaught
    from types import TracebackType
    if value is None or isinstance(value, BaseException):
        return _format_uncaught(value, traceback if type(traceback) is TracebackType else None)
    return [f"TypeError: print_exception(): Exception expected for value, "
            f"{type(value).__name__} found\n"]


def excepthook(args):
    """Reports the exception that ended a thread: args has exc_type, exc_value, exc_traceback and
    thread. SystemExit ends a thread silently. A script may put a function of its own here."""
    if type(args) is not ExceptHookArgs:
        raise TypeError("_thread.excepthook argument type must be ExceptHookArgs")
    if args.exc_type is SystemExit:
        return
    stderr = _sys.stderr
    if stderr is None and args.thread is not None:
        stderr = args.thread._stderr
    if stderr is None:
        return
    name = getattr(args.thread, "name", None)
    text = f"Exception in thread {get_ident() if name is None else name}:\n"
    try:
        text += "".join(_report_lines(args.exc_value, args.exc_traceback))
        stderr.write(text)  # one call: threads which fail together do not mix their lines
        stderr.flush()
    except Exception:
        # What is wrong with the stream, or with a module called traceback that is the script's own,
        # matters less: this one knows the way round it.
        _sys.__excepthook__(args.exc_type, args.exc_value, args.exc_traceback)


__excepthook__ = _thread._excepthook = excepthook


class Timer(Thread):
    """A thread that calls a function after a number of seconds, unless cancel() comes before."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        """Call nothing, if it is not too late."""
        self.finished.set()

    def run(self):
        if not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _RunningThread(Thread):
    """A thread that was there before its object."""

    def __init__(self, ident, name, daemon):
        super().__init__(name=name, daemon=daemon)
        self._ident = ident
        self._handle = _thread._make_thread_handle(ident)
        self._launched = True
        self._started.set()
        with _active_limbo_lock:
            _active[ident] = self


class _MainThread(_RunningThread):
    """The thread in which the program began."""

    def __init__(self):
        super().__init__(_thread._get_main_thread_ident(), "MainThread", False)
        if self._ident == get_ident():
            _set_thread_object(self)

    def _exitfunc(self):
        """What the end of the program waits for: threads may still be started meanwhile.

        It may be called any number of times, each time to wait for what is new.
        """
        global _SHUTTING_DOWN
        with _exit_lock:
            _SHUTTING_DOWN = True
        try:
            _call_exit_functions()
        except Exception:
            self._join_others()
            raise
        self._join_others()

    def _join_others(self):
        self._handle._set_done()
        while thread := _pickSomeNonDaemonThread():
            Thread.join(thread)  # not one that a derived class has for other purposes


class _DummyThread(_RunningThread):
    """Stands for a thread that was started by other means, as long as that thread lives."""

    def __init__(self):
        super().__init__(get_ident(), _newname("Dummy-%d"), True)
        self._native_id = get_native_id()
        _set_thread_object(self, self._handle, _active)

    def is_alive(self):
        if not self._started.is_set():
            raise RuntimeError("thread is not alive")
        return super().is_alive()

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


def current_thread():
    """The Thread of the calling thread."""
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    """The old name of current_thread()."""
    _deprecated("currentThread", "use current_thread()")
    return current_thread()


def active_count():
    """How many threads live: the length of enumerate()."""
    with _active_limbo_lock:
        return len(_active) + len(_limbo)


def activeCount():
    """The old name of active_count()."""
    _deprecated("activeCount", "use active_count()")
    return active_count()


def enumerate():
    """All threads that were started and have not ended, and the main thread."""
    with _active_limbo_lock:
        return _enumerate()


def _enumerate():
    """The same for those who hold the lock, or cannot wait for it."""
    return [*_active.values(), *_limbo.values()]


def main_thread():
    """The thread in which the program began."""
    return _main_thread


# --- The end of the program ---

_SHUTTING_DOWN = False
_threading_atexits = []
_exit_lock = Lock()  # over both


def _register_atexit(func, *args, **kwargs):
    """Have func(*args, **kwargs) called when the program ends, before threads are waited for;
    what was registered last is called first."""
    with _exit_lock:
        if _SHUTTING_DOWN:
            raise RuntimeError("can't register atexit after shutdown")
        _threading_atexits.append(lambda: func(*args, **kwargs))


def _call_exit_functions():
    while _threading_atexits:
        function = _threading_atexits.pop()
        try:
            function()
        except Exception:
            _call_exit_functions()  # one that fails does not keep the others from being called
            raise


def _pickSomeNonDaemonThread():
    """A thread to wait for, or None. The caller is not one, nor is a thread that is not told to
    start yet: whoever is about to do that is another."""
    me = get_ident()
    for thread in enumerate():
        if thread._ident != me and not thread.daemon and thread.is_alive():
            return thread
    return None


_main_thread = _MainThread()

# The end of the program calls this, whatever a script has put here.
_shutdown = _main_thread._exitfunc
