"""An executor that makes its calls in threads."""

import itertools
import os
import queue
import threading
import weakref
from concurrent.futures import _base

_AFTER_SHUTDOWN = "cannot schedule new futures after shutdown"
_AFTER_EXIT = "cannot schedule new futures after interpreter shutdown"


class BrokenThreadPool(_base.BrokenExecutor):
    """The initializer of a thread failed."""


class _Call:
    """A call to be made, and who wants to know."""

    __slots__ = "future", "fn", "args", "kwargs"

    def __init__(self, future, fn, args, kwargs):
        self.future = future
        self.fn = fn
        self.args = args
        self.kwargs = kwargs

    def make(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as exception:
            self.future.set_exception(exception)
            self = None  # the exception refers to this frame
        else:
            self.future.set_result(result)

    def cancel(self):
        if self.future.cancel():
            self.future.set_running_or_notify_cancel()


class _Pool:
    """What an executor shares with its threads, which must not keep the executor itself alive.

    `calls` ends with None when the pool is closed: each thread that finds it puts it back for the
    next one, and ends. `idle` counts the threads that wait for calls and that no call was counted
    on yet. The rest is under `lock`.
    """

    def __init__(self, max_workers, name, initializer, initargs):
        self.lock = threading.RLock()  # it may be closed by a finalizer at any point
        self.calls = queue.SimpleQueue()
        self.idle = threading.Semaphore(0)
        self.max_workers = max_workers
        self.name = name
        self.initializer = initializer
        self.initargs = initargs
        self.threads = set()
        self.owner = None  # refers to the executor; closes the pool when that dies
        self.closed = None  # a message
        self.broken = False  # or a message

    def submit(self, call):
        with self.lock:
            if self.broken:
                raise BrokenThreadPool(self.broken)
            if self.closed:
                raise RuntimeError(self.closed)
            if (self.idle.acquire(blocking=False) or len(self.threads) == self.max_workers or
                    not self.add_thread(call)):
                self.calls.put(call)

    def add_thread(self, call):
        """Makes a thread that begins with this call; false if the others have to make it."""
        thread = threading.Thread(name=f"{self.name}_{len(self.threads)}", target=self.work,
                                  args=([call],))
        try:
            thread.start()
        except RuntimeError:
            if not self.threads:
                raise
            return False
        self.threads.add(thread)
        return True

    def work(self, first):
        """The life of a thread."""
        if self.initializer is not None:
            try:
                self.initializer(*self.initargs)
            except BaseException:
                _base._log("critical", "Exception in initializer:")
                self.fail(first)
                return
        call = first.pop()  # the thread's arguments do not keep it
        while call is not None:
            call.make()
            del call
            call = self.next_call()
        self.closed = _AFTER_SHUTDOWN  # also at the program's end, once a thread has seen that
        self.calls.put(None)

    def next_call(self):
        try:
            return self.calls.get_nowait()
        except queue.Empty:
            self.idle.release()
            return self.calls.get()

    def close(self, why):
        with self.lock:
            if not self.closed:
                self.closed = why
                self.calls.put(None)

    def fail(self, calls):
        with self.lock:
            self.broken = "A thread initializer failed, the thread pool is not usable anymore"
            for call in calls + self.take_calls():
                if call.future.set_running_or_notify_cancel():
                    call.future.set_exception(BrokenThreadPool(self.broken))

    def cancel_calls(self):
        with self.lock:
            for call in self.take_calls():
                call.cancel()

    def take_calls(self):
        """Takes out all calls that no thread has begun with."""
        calls = []
        try:
            while True:
                calls.append(self.calls.get_nowait())
        except queue.Empty:
            pass
        if None in calls:
            calls.remove(None)
            self.calls.put(None)
        return calls

    def join(self):
        for thread in list(self.threads):
            thread.join()


class ThreadPoolExecutor(_base.Executor):
    """Makes calls in up to max_workers threads, which are started as they are needed."""

    _counter = itertools.count().__next__

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        """thread_name_prefix begins the threads' names. initializer(*initargs) is called in each
        thread at first; when that fails, no more calls are made."""
        if max_workers is None:
            # Calls often wait for something, so more than there are processors are of use.
            max_workers = min(32, (os.process_cpu_count() or 1) + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        name = thread_name_prefix or f"ThreadPoolExecutor-{self._counter()}"
        self._pool = pool = _Pool(max_workers, name, initializer, initargs)
        with _pools_lock:
            _pools.add(pool)
            if _exiting:
                pool.close(_AFTER_EXIT)
        # Kept by the pool, which its threads keep: the executor must not be all that keeps it.
        pool.owner = weakref.ref(self, lambda _: pool.close(_AFTER_SHUTDOWN))

    def submit(self, fn, /, *args, **kwargs):
        future = _base.Future()
        self._pool.submit(_Call(future, fn, args, kwargs))
        return future

    submit.__doc__ = _base.Executor.submit.__doc__

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._pool.close(_AFTER_SHUTDOWN)
        if cancel_futures:
            self._pool.cancel_calls()
        if wait:
            self._pool.join()

    shutdown.__doc__ = _base.Executor.shutdown.__doc__

    # How the module of CPython calls these; some scripts look at them.

    @property
    def _max_workers(self):
        return self._pool.max_workers

    @property
    def _threads(self):
        return self._pool.threads

    @property
    def _work_queue(self):
        return self._pool.calls

    @property
    def _shutdown(self):
        return self._pool.closed is not None

    @property
    def _broken(self):
        return self._pool.broken


# --- The end of the program: calls that were submitted are made, and new ones refused ---

_pools = weakref.WeakSet()
_pools_lock = threading.Lock()
_exiting = False


def _python_exit():
    global _exiting
    with _pools_lock:
        _exiting = True
        pools = list(_pools)
    for pool in pools:
        pool.close(_AFTER_EXIT)
    for pool in pools:
        pool.join()


threading._register_atexit(_python_exit)
