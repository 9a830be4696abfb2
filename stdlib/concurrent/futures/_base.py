"""Futures, how to wait for them, and what all executors have in common."""

import threading
import time
from collections import deque, namedtuple
from types import GenericAlias

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

# The states of a future, in which it goes from left to right.
PENDING = "PENDING"
RUNNING = "RUNNING"
CANCELLED = "CANCELLED"
CANCELLED_AND_NOTIFIED = "CANCELLED_AND_NOTIFIED"  # and those who wait() have been told
FINISHED = "FINISHED"

_OVER = CANCELLED, CANCELLED_AND_NOTIFIED, FINISHED
_KNOWN_TO_BE_OVER = CANCELLED_AND_NOTIFIED, FINISHED


class Error(Exception):
    """What goes wrong with futures."""


class CancelledError(Error):
    """The call was cancelled."""


TimeoutError = TimeoutError  # the built-in one


class InvalidStateError(Error):
    """The future is in a state in which this cannot be done."""


class BrokenExecutor(RuntimeError):
    """The executor can make no more calls."""


def _log(level, message, with_exception=True):
    """Tells the log of concurrent.futures; without a module `logging`, standard error."""
    try:
        from logging import getLogger
    except ImportError:
        getLogger = None
    if getLogger is None:  # out of the handler: its exception is not the one to show
        import sys
        import traceback
        if sys.stderr is not None:
            trace = traceback.format_exc() if with_exception else ""
            sys.stderr.write(f"{message}\n{trace}")
    else:
        getattr(getLogger("concurrent.futures"), level)(message, exc_info=with_exception)


class Future:
    """The result of a call that is made elsewhere, perhaps later.

    Everything is under the lock of _condition. Executors call set_running_or_notify_cancel(), and
    then set_result() or set_exception().
    """

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self):
        self._condition = threading.Condition()
        self._state = PENDING
        self._result = None
        self._exception = None
        self._waiters = []
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            state = CANCELLED if self._state == CANCELLED_AND_NOTIFIED else self._state
            how = ""
            if state == FINISHED:
                how = (f" returned {type(self._result).__name__}" if self._exception is None else
                       f" raised {type(self._exception).__name__}")
        return f"<{type(self).__name__} at {id(self):#x} state={state.lower()}{how}>"

    # For those who want the result:

    def cancel(self):
        """Do not make the call, if it has not begun. Is it cancelled?"""
        with self._condition:
            if self._state in (RUNNING, FINISHED):
                return False
            if self._state != PENDING:
                return True
            self._state = CANCELLED
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        """Was the call cancelled?"""
        with self._condition:
            return self._state in (CANCELLED, CANCELLED_AND_NOTIFIED)

    def running(self):
        """Is the call being made?"""
        with self._condition:
            return self._state == RUNNING

    def done(self):
        """Was the call made, or cancelled?"""
        with self._condition:
            return self._state in _OVER

    def result(self, timeout=None):
        """What the call returned, when it has; its exception is raised.

        TimeoutError if that takes longer than timeout seconds, CancelledError if it was cancelled.
        """
        exception = self.exception(timeout)
        if exception is None:
            return self._result
        try:
            raise exception
        finally:
            # The exception refers to this frame.
            exception = self = None

    def exception(self, timeout=None):
        """The exception that the call raised, or None, when it has ended.

        TimeoutError if that takes longer than timeout seconds, CancelledError if it was cancelled.
        """
        with self._condition:
            if not self._condition.wait_for(self._is_over, timeout):
                raise TimeoutError()
            if self._state != FINISHED:
                raise CancelledError()
            return self._exception

    def _is_over(self):
        return self._state in _OVER

    def add_done_callback(self, fn):
        """Have fn(self) called when the call has ended or was cancelled: at once if it has. What it
        raises goes to the log."""
        with self._condition:
            if self._state not in _OVER:
                self._done_callbacks.append(fn)
                return
        self._invoke(fn)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._invoke(callback)

    def _invoke(self, callback):
        try:
            callback(self)
        except Exception:
            _log("error", f"exception calling callback for {self!r}")

    # For executors, and for tests:

    def set_running_or_notify_cancel(self):
        """The call is about to be made; false if it must not, as it was cancelled.

        This is called once, before the call is made; those who wait() see a cancelled future then.
        """
        with self._condition:
            if self._state == PENDING:
                self._state = RUNNING
                return True
            if self._state == CANCELLED:
                self._tell_waiters(CANCELLED_AND_NOTIFIED)
                return False
            _log("critical", f"Future {id(self)} in unexpected state: {self._state}", False)
            raise RuntimeError("Future in unexpected state")

    def set_result(self, result):
        """The call returned this."""
        self._finish(result, None)

    def set_exception(self, exception):
        """The call raised this."""
        self._finish(None, exception)

    def _finish(self, result, exception):
        with self._condition:
            if self._state in _OVER:
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result = result
            self._exception = exception
            self._tell_waiters(FINISHED)
            self._condition.notify_all()
        self._invoke_callbacks()

    def _tell_waiters(self, state):
        self._state = state
        for waiter in self._waiters:
            waiter.tell(self)
        self._waiters.clear()


# --- Waiting for several ---

class _Waiter:
    """Is told once of each future that is over, by the future or at the beginning."""

    def __init__(self, futures):
        self.condition = threading.Condition(threading.Lock())
        self.told = deque()
        self.failed = False
        self.futures = set(futures)
        for future in self.futures:
            with future._condition:
                if future._state in _KNOWN_TO_BE_OVER:
                    self.tell(future)
                else:
                    future._waiters.append(self)

    def tell(self, future):
        """The future is over, and its lock is held."""
        with self.condition:
            self.told.append(future)
            self.failed = self.failed or future._exception is not None
            self.condition.notify()

    def leave(self):
        """Be told of no more."""
        for future in self.futures:
            with future._condition:
                if self in future._waiters:
                    future._waiters.remove(self)


DoneAndNotDoneFutures = namedtuple("DoneAndNotDoneFutures", "done not_done")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for futures, for timeout seconds at most: until the first is done (FIRST_COMPLETED), the
    first has raised an exception (FIRST_EXCEPTION) or all are done.

    Returns the set of those that are done and the set of the others, as `done` and `not_done`.
    """
    waiter = _Waiter(fs)
    count = len(waiter.futures)

    def are_all_told():
        return len(waiter.told) == count

    try:
        if not are_all_told():  # else nobody asks what to wait for
            if return_when == ALL_COMPLETED:
                enough = are_all_told
            elif return_when == FIRST_COMPLETED:
                enough = lambda: waiter.told
            elif return_when == FIRST_EXCEPTION:
                enough = lambda: waiter.failed or are_all_told()
            else:
                raise ValueError(f"Invalid return condition: {return_when!r}")
            with waiter.condition:
                waiter.condition.wait_for(enough, timeout)
    finally:
        waiter.leave()
    done = set(waiter.told)
    return DoneAndNotDoneFutures(done, waiter.futures - done)


def as_completed(fs, timeout=None):
    """Iterate over futures as they are done, each once; first those that are done already.

    TimeoutError when timeout seconds after the beginning some are not done.
    """
    deadline = None if timeout is None else time.monotonic() + timeout
    waiter = _Waiter(fs)
    count = len(waiter.futures)
    try:
        while waiter.futures:
            with waiter.condition:
                left = None if deadline is None else max(deadline - time.monotonic(), 0)
                if not waiter.condition.wait_for(lambda: waiter.told, left):
                    raise TimeoutError(f"{len(waiter.futures)} (of {count}) futures unfinished")
                result = [waiter.told.popleft()]
            waiter.futures.remove(result[0])
            # Nothing here refers to a future that has been handed out.
            yield result.pop()
    finally:
        waiter.leave()


# --- Executors ---

class Executor:
    """Takes calls to be made elsewhere. Derived classes say where: they define submit()."""

    def submit(self, fn, /, *args, **kwargs):
        """Have fn(*args, **kwargs) called. Returns the call's future."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """As the built-in map, but all calls are submitted at once, and made elsewhere.

        The results come in order; TimeoutError when one is not there timeout seconds after map()
        was called. Calls that have not begun when the iterator is left are cancelled. chunksize is
        for executors that send several calls at a time.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        futures = deque(self.submit(fn, *args) for args in zip(*iterables))

        def results():
            try:
                while futures:
                    left = None if deadline is None else deadline - time.monotonic()
                    # Nothing here refers to a result that has been handed out.
                    yield _result_or_cancel(futures.popleft(), left)
            finally:
                for future in futures:
                    future.cancel()

        return results()

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Take no more calls, and let go of what was used to make them: at once, but if wait is
        true, return only when all calls have been made. cancel_futures: make no call that has not
        begun."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _result_or_cancel(future, timeout):
    try:
        try:
            return future.result(timeout)
        finally:
            future.cancel()
    finally:
        del future  # an exception refers to this frame
