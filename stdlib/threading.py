"""Threads that run at the same time, and what they use to wait for each other."""

import functools
import itertools
import sys
import warnings
from _weakrefset import WeakSet
from time import monotonic

import _thread

__all__ = [
    "Barrier", "BoundedSemaphore", "BrokenBarrierError", "Condition", "CountDownLatch",
    "CyclicBarrier", "Event", "ExceptHookArgs", "Lock", "RLock", "Semaphore", "TIMEOUT_MAX",
    "Thread", "ThreadError", "Timer", "active_count", "current_thread", "enumerate", "excepthook",
    "get_ident", "get_native_id", "getprofile", "gettrace", "local", "main_thread", "setprofile",
    "setprofile_all_threads", "settrace", "settrace_all_threads", "stack_size",
]

get_ident = _thread.get_ident
get_native_id = _thread.get_native_id
stack_size = _thread.stack_size
local = _thread._local
Lock = _thread.lock
ThreadError = _thread.error
ExceptHookArgs = _thread._ExceptHookArgs
TIMEOUT_MAX = _thread.TIMEOUT_MAX

_allocate_lock = _thread.allocate_lock
_CRLock = _thread.RLock
_get_main_thread_ident = _thread._get_main_thread_ident
_daemon_threads_allowed = _thread.daemon_threads_allowed
_start_joinable_thread = _thread.start_joinable_thread
_start_new_thread = _thread.start_new_thread
_ThreadHandle = _thread._ThreadHandle
_make_thread_handle = _thread._make_thread_handle
_is_main_interpreter = _thread._is_main_interpreter
_set_name = _thread.set_name
_time = monotonic

# All living threads by ident; those that have been told to start and do not run yet; the lock of both.
_active = {}
_limbo = {}
_active_limbo_lock = _CRLock()
# Every thread object, for tests that look for threads left behind.
_dangling = WeakSet()

_profile_hook = None
_trace_hook = None
_shutting_down = False
_exit_calls = []
_exit_calls_lock = _allocate_lock()


def _deprecated(old, new):
    warnings.warn(f"{old}() is deprecated, {new} instead", DeprecationWarning, stacklevel=3)


# --- Hooks ---


def setprofile(func):
    """A profile function for the threads that start from now on."""
    global _profile_hook
    _profile_hook = func


def setprofile_all_threads(func):
    """A profile function for the calling thread and those that start from now on."""
    setprofile(func)
    sys.setprofile(func)


def getprofile():
    """What setprofile() was given."""
    return _profile_hook


def settrace(func):
    """A trace function for the threads that start from now on."""
    global _trace_hook
    _trace_hook = func


def settrace_all_threads(func):
    """A trace function for the calling thread and those that start from now on."""
    settrace(func)
    sys.settrace(func)


def gettrace():
    """What settrace() was given."""
    return _trace_hook


# --- Locks that their owner can take again ---


def RLock(*args, **kwargs):
    """A new lock that the thread which holds it can take again."""
    if args or kwargs:
        warnings.warn("Passing arguments to RLock is deprecated and will be removed in 3.15",
                      DeprecationWarning, stacklevel=2)
    return _CRLock()


class _RLock:
    """The same in the language, over a plain lock."""

    def __init__(self):
        self._block = _allocate_lock()
        self._owner = None
        self._count = 0

    def __repr__(self):
        owner = self._owner
        thread = _active.get(owner)
        if thread is not None:
            owner = thread.name
        state = "locked" if self._block.locked() else "unlocked"
        return (f"<{state} {self.__class__.__module__}.{self.__class__.__qualname__} object "
                f"owner={owner!r} count={self._count} at {hex(id(self))}>")

    def _at_fork_reinit(self):
        self._block._at_fork_reinit()
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return 1
        taken = self._block.acquire(blocking, timeout)
        if taken:
            self._owner = me
            self._count = 1
        return taken

    __enter__ = acquire

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None
            self._block.release()

    def __exit__(self, kind, value, traceback):
        self.release()

    def _is_owned(self):
        return self._owner == get_ident()

    def _recursion_count(self):
        return self._count if self._owner == get_ident() else 0

    def _release_save(self):
        if self._count == 0:
            raise RuntimeError("cannot release un-acquired lock")
        state = (self._count, self._owner)
        self._count = 0
        self._owner = None
        self._block.release()
        return state

    def _acquire_restore(self, state):
        self._block.acquire()
        self._count, self._owner = state


_PyRLock = _RLock


# --- Waiting for something to become true ---


class Condition:
    """Threads wait until another one, which holds the same lock, tells them to look again."""

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        # Locks that can be held several times say how to let go of them altogether.
        for name in ("_release_save", "_acquire_restore", "_is_owned"):
            if hasattr(lock, name):
                setattr(self, name, getattr(lock, name))
        self._waiters = []  # a locked lock for each waiting thread; under the lock

    def _at_fork_reinit(self):
        self._lock._at_fork_reinit()
        self._waiters.clear()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def locked(self):
        """Does anyone hold the lock?"""
        return self._lock.locked()

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        # Nobody else's thread is told from the calling one by a plain lock: held is all there is.
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        """Let go of the lock, wait to be notified, take the lock again. False after the timeout."""
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = _allocate_lock()
        waiter.acquire()
        self._waiters.append(waiter)
        state = self._release_save()
        notified = False
        try:
            if timeout is None:
                notified = waiter.acquire()
            elif timeout > 0:
                notified = waiter.acquire(True, timeout)
            else:
                notified = waiter.acquire(False)
            return notified
        finally:
            self._acquire_restore(state)
            if not notified:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass  # notified in the meantime

    def wait_for(self, predicate, timeout=None):
        """Wait until predicate() is true, and return what it gave last."""
        end = None
        result = predicate()
        while not result:
            left = None
            if timeout is not None:
                if end is None:
                    end = _time() + timeout
                left = end - _time()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        """Let up to n of the waiting threads go on."""
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        waiters = self._waiters
        while waiters and n > 0:
            waiter = waiters.pop(0)
            try:
                waiter.release()
            except RuntimeError:
                continue  # its thread has been interrupted and is on its way
            n -= 1

    def notify_all(self):
        """Let all the waiting threads go on."""
        self.notify(len(self._waiters))

    def notifyAll(self):
        """The old name of notify_all()."""
        _deprecated("notifyAll", "use notify_all()")
        self.notify_all()


class Semaphore:
    """A counter that threads take from and give back to; at zero they wait."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        cls = self.__class__
        return (f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: "
                f"value={self._value}>")

    def acquire(self, blocking=True, timeout=None):
        """Take one, waiting if need be. Was there one?"""
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                if timeout is not None:
                    if end is None:
                        end = _time() + timeout
                    else:
                        timeout = end - _time()
                        if timeout <= 0:
                            return False
                self._cond.wait(timeout)
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        """Give n back, and let as many waiting threads go on."""
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, kind, value, traceback):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that never holds more than it had at the beginning."""

    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def __repr__(self):
        cls = self.__class__
        return (f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: "
                f"value={self._value}/{self._initial_value}>")

    def release(self, n=1):
        """Give n back; ValueError if nobody can have taken so many."""
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class Event:
    """A flag that threads can wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        cls = self.__class__
        state = "set" if self._flag else "unset"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {state}>"

    def _at_fork_reinit(self):
        self._cond._at_fork_reinit()

    def is_set(self):
        """Is the flag set?"""
        return self._flag

    def isSet(self):
        """The old name of is_set()."""
        _deprecated("isSet", "use is_set()")
        return self.is_set()

    def set(self):
        """Set the flag, and let all who wait for it go on."""
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        """Take the flag back."""
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        """Wait until the flag is set; False after the timeout."""
        if self._flag:
            return True
        with self._cond:
            if not self._flag:
                self._cond.wait(timeout)
            return self._flag if timeout is None else bool(self._flag)


class BrokenBarrierError(RuntimeError):
    """A thread has left a barrier without the others."""


class Barrier:
    """Threads wait for each other until a fixed number of them have come."""

    _FILLING, _DRAINING, _RESETTING, _BROKEN = 0, 1, -1, -2

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition(Lock())
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._state = self._FILLING
        self._count = 0  # threads inside

    def __repr__(self):
        cls = self.__class__
        name = f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}"
        if self.broken:
            return f"{name}: broken>"
        return f"{name}: waiters={self.n_waiting}/{self.parties}>"

    def wait(self, timeout=None):
        """Wait for the others. Each thread gets another number, from 0 to parties - 1."""
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            # Those of the last round must have left.
            while self._state in (self._DRAINING, self._RESETTING):
                self._cond.wait()
            if self._state == self._BROKEN:
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    self._open()
                else:
                    self._stay(timeout)
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in (self._DRAINING, self._RESETTING):
                    self._state = self._FILLING
                    self._cond.notify_all()

    def _open(self):
        try:
            if self._action:
                self._action()
        except BaseException:
            self._break()
            raise
        self._state = self._DRAINING
        self._cond.notify_all()

    def _stay(self, timeout):
        if not self._cond.wait_for(lambda: self._state != self._FILLING, timeout):
            self._break()
            raise BrokenBarrierError
        if self._state < 0:
            raise BrokenBarrierError

    def _break(self):
        self._state = self._BROKEN
        self._cond.notify_all()

    def reset(self):
        """Send those who wait away with BrokenBarrierError, and begin again."""
        with self._cond:
            if self._count == 0:
                self._state = self._FILLING
            elif self._state in (self._FILLING, self._BROKEN):
                self._state = self._RESETTING
            self._cond.notify_all()

    def abort(self):
        """Break the barrier for good: who waits or comes gets BrokenBarrierError."""
        with self._cond:
            self._break()

    @property
    def parties(self):
        """How many threads it takes."""
        return self._parties

    @property
    def n_waiting(self):
        """How many threads are waiting."""
        return self._count if self._state == self._FILLING else 0

    @property
    def broken(self):
        """Is the barrier broken?"""
        return self._state == self._BROKEN


class CyclicBarrier:
    """As Barrier, by the rules of Java's: the first to come gets parties - 1, the last one 0.

    Each round is a generation of its own, so that a fast thread may come again while others still
    leave. A thread that gives up, by timeout or by an exception, breaks its generation.
    """

    class _Generation:
        broken = False

    def __init__(self, parties, action=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self.parties = parties
        self._action = action
        self._n_wait = parties
        self._generation = self._Generation()
        self._lock = RLock()
        self._trip = Condition(self._lock)

    def await(self, timeout=None):
        """Wait for the others; TimeoutError for who waited too long, BrokenBarrierError for others."""
        with self._lock:
            generation = self._generation
            if generation.broken:
                raise BrokenBarrierError
            self._n_wait -= 1
            index = self._n_wait
            if index == 0:
                self._release_all()
                return 0
            try:
                opened = self._trip.wait_for(
                    lambda: self._generation is not generation or generation.broken, timeout)
            except BaseException:
                if self._generation is generation and not generation.broken:
                    self._break()
                raise
            if generation.broken:
                raise BrokenBarrierError
            if not opened:
                self._break()
                raise TimeoutError("the other threads did not come in time")
            return index

    wait = await

    def _release_all(self):
        try:
            if self._action:
                self._action()
        except BaseException:
            self._break()
            raise
        self.next_generation()

    def _break(self):
        self._generation.broken = True
        self._n_wait = self.parties
        self._trip.notify_all()

    def next_generation(self):
        """Let those who wait go on, and begin the next round."""
        with self._lock:
            self._generation = self._Generation()
            self._n_wait = self.parties
            self._trip.notify_all()

    def reset(self):
        """Break the round under way, and begin the next one."""
        with self._lock:
            self._break()
            self.next_generation()

    @property
    def n_waiting(self):
        """How many threads are waiting."""
        return self.parties - self._n_wait

    @property
    def broken(self):
        """Is the round under way broken?"""
        return self._generation.broken


class CountDownLatch:
    """Threads wait until a number of things have happened; then it stays open."""

    def __init__(self, count):
        if count < 0:
            raise ValueError("count must be >= 0")
        self._count = count
        self._cond = Condition(Lock())

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: count={self._count}>"

    @property
    def count(self):
        """How many things are still to happen."""
        return self._count

    def count_down(self, n=1):
        """So many things have happened. At zero it does nothing."""
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._count:
                self._count = max(0, self._count - n)
                if not self._count:
                    self._cond.notify_all()

    def await(self, timeout=None):
        """Wait for the count to be zero; False after the timeout."""
        with self._cond:
            return self._cond.wait_for(lambda: self._count == 0, timeout)

    wait = await


# --- Threads ---

_name_numbers = itertools.count(1)


def _newname(template):
    return template % next(_name_numbers)


class Thread:
    """A function, or a run() method, in a thread of its own."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if name is not None:
            name = str(name)
        else:
            name = _newname("Thread-%d")
            if target is not None:
                try:
                    name += f" ({target.__name__})"
                except AttributeError:
                    pass
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._native_id = None
        self._handle = _ThreadHandle()
        self._started = Event()
        self._initialized = True
        self._stderr = sys.stderr
        self._invoke_excepthook = _make_invoke_excepthook()
        _dangling.add(self)

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        if self._started.is_set():
            status = "stopped" if self._handle.is_done() else "started"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{self.__class__.__name__}({self._name}, {status})>"

    def start(self):
        """Start the thread: run() is called there. Once only."""
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("threads can only be started once")
        with _active_limbo_lock:
            _limbo[self] = self
        try:
            _start_joinable_thread(self._bootstrap, handle=self._handle, daemon=self.daemon)
        except Exception:
            with _active_limbo_lock:
                del _limbo[self]
            raise
        self._started.wait()

    def run(self):
        """What the thread does: call the target."""
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # Nothing that the target was given lives on in a thread object that somebody keeps.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        try:
            self._bootstrap_inner()
        except:
            if self._daemonic and sys is None:
                return
            raise

    def _bootstrap_inner(self):
        try:
            self._set_ident()
            self._set_native_id()
            _set_name(self._name)
            _thread._set_thread_object(self, None)
            with _active_limbo_lock:
                _active[self._ident] = self
                _limbo.pop(self, None)
            self._started.set()
            if _trace_hook:
                sys.settrace(_trace_hook)
            if _profile_hook:
                sys.setprofile(_profile_hook)
            try:
                self.run()
            except:
                self._invoke_excepthook(self)
        finally:
            self._delete()

    def _set_ident(self):
        self._ident = get_ident()

    def _set_native_id(self):
        self._native_id = get_native_id()

    def _delete(self):
        with _active_limbo_lock:
            if _active.get(self._ident) is self:
                del _active[self._ident]

    def join(self, timeout=None):
        """Wait until the thread has ended, at most so many seconds."""
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if not self._started.is_set():
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if timeout is not None:
            timeout = max(timeout, 0)
        self._handle.join(timeout)

    def is_alive(self):
        """Is the thread running?"""
        assert self._initialized, "Thread.__init__() not called"
        return self._started.is_set() and not self._handle.is_done()

    @property
    def name(self):
        """A name for people; it need not be the only one of its kind."""
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)
        if self._ident == get_ident():
            _set_name(self._name)

    @property
    def ident(self):
        """What get_ident() gives there; None before the thread has started."""
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    @property
    def native_id(self):
        """The system's number of the thread; None before the thread has started."""
        assert self._initialized, "Thread.__init__() not called"
        return self._native_id

    @property
    def daemon(self):
        """Does the program end without waiting for the thread?"""
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._started.is_set():
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        """The old form of .daemon."""
        _deprecated("isDaemon", "get the daemon attribute")
        return self.daemon

    def setDaemon(self, daemonic):
        """The old form of setting .daemon."""
        _deprecated("setDaemon", "set the daemon attribute")
        self.daemon = daemonic

    def getName(self):
        """The old form of .name."""
        _deprecated("getName", "get the name attribute")
        return self.name

    def setName(self, name):
        """The old form of setting .name."""
        _deprecated("setName", "set the name attribute")
        self.name = name


class Timer(Thread):
    """A thread that waits, and then calls a function."""

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        """Do not call the function, if it has not been called yet."""
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    """The thread that the program began in. Its end is the beginning of the program's."""

    def __init__(self):
        super().__init__(name="MainThread", daemon=False)
        self._started.set()
        self._ident = _get_main_thread_ident()
        self._handle = _make_thread_handle(self._ident)
        if self._ident == get_ident():
            self._set_native_id()
            _thread._set_thread_object(self, None)
        with _active_limbo_lock:
            _active[self._ident] = self

    def _exitfunc(self):
        """What the runtime calls when the main thread has nothing more to do."""
        global _shutting_down
        if not _shutting_down:
            _shutting_down = True
            while True:
                with _exit_calls_lock:
                    if not _exit_calls:
                        break
                    call = _exit_calls.pop()
                call()
        self._handle._set_done()
        thread = _pickSomeNonDaemonThread()
        while thread:
            thread._started.wait()
            thread._handle.join()
            thread = _pickSomeNonDaemonThread()


def _pickSomeNonDaemonThread():
    for thread in enumerate():
        if not thread.daemon and not thread._handle.is_done():
            return thread
    return None


class _DummyThread(Thread):
    """Stands for a thread that was not made here. Daemonic, and nobody can join it."""

    def __init__(self):
        super().__init__(name=_newname("Dummy-%d"), daemon=True)
        self._started.set()
        self._set_ident()
        self._set_native_id()
        self._handle = _make_thread_handle(self._ident)
        _thread._set_thread_object(self, self._handle)
        with _active_limbo_lock:
            _forget_ended_dummies()
            _active[self._ident] = self

    def is_alive(self):
        if not self._handle.is_done():
            return True
        with _active_limbo_lock:
            _forget_ended_dummies()
        return False

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


def _forget_ended_dummies():
    # Under the lock. Their native threads have told their handles that they are gone.
    for ident, thread in list(_active.items()):
        if isinstance(thread, _DummyThread) and thread._handle.is_done():
            del _active[ident]


def current_thread():
    """The thread object of the calling thread."""
    try:
        return _active[get_ident()]
    except KeyError:
        return _DummyThread()


def currentThread():
    """The old name of current_thread()."""
    _deprecated("currentThread", "use current_thread()")
    return current_thread()


def active_count():
    """How many threads are alive."""
    with _active_limbo_lock:
        _forget_ended_dummies()
        return len(_active) + len(_limbo)


def activeCount():
    """The old name of active_count()."""
    _deprecated("activeCount", "use active_count()")
    return active_count()


def _enumerate():
    # Without the lock, for those who hold it.
    return list(_active.values()) + list(_limbo.values())


def enumerate():
    """All living threads."""
    with _active_limbo_lock:
        _forget_ended_dummies()
        return list(_active.values()) + list(_limbo.values())


def main_thread():
    """The thread that the program began in."""
    return _main_thread


def _register_atexit(func, *arg, **kwargs):
    """Call func before the threads are waited for at the end. The last registered comes first."""
    with _exit_calls_lock:
        if _shutting_down:
            raise RuntimeError("can't register atexit after shutdown")
        _exit_calls.append(functools.partial(func, *arg, **kwargs))


# --- Exceptions that nobody handled in a thread ---


def excepthook(args, /):
    """Report an exception that ended a thread."""
    if args.exc_type is SystemExit:
        return
    stream = sys.stderr
    if stream is None:
        stream = args.thread._stderr if args.thread is not None else None
        if stream is None:
            return
    import traceback
    name = args.thread.name if args.thread is not None else get_ident()
    text = f"Exception in thread {name}:\n"
    lines = traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback)
    stream.write(text + "".join(lines))
    stream.flush()


__excepthook__ = excepthook


def _make_invoke_excepthook():
    # What it needs is kept: at the end of the program the module may be gone before the thread.
    first_hook = excepthook
    if first_hook is None:
        raise RuntimeError("threading.excepthook is None")
    exc_info = sys.exc_info
    module_sys = sys
    hook_arguments = ExceptHookArgs

    def invoke_excepthook(thread):
        args = None
        try:
            hook = excepthook
            if hook is None:
                hook = first_hook
            args = hook_arguments([*exc_info(), thread])
            hook(args)
        except Exception as error:
            error.__suppress_context__ = True
            stream = module_sys.stderr
            if stream is None:
                stream = thread._stderr
            if stream is not None:
                stream.write("Exception in threading.excepthook:\n")
            module_sys.excepthook(*exc_info())
        finally:
            args = None

    return invoke_excepthook


_main_thread = _MainThread()
_shutdown = _main_thread._exitfunc
