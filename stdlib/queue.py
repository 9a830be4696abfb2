"""Queues by which threads hand objects to one another.

Queue gives them back in the order in which they came, LifoQueue the last one first, PriorityQueue
the smallest first; SimpleQueue is a Queue without a limit and without extras. All are safe for any
number of threads that put and get.
"""

import threading
from collections import deque
from heapq import heappop, heappush
from time import monotonic as time
from types import GenericAlias

__all__ = ["Empty", "Full", "LifoQueue", "PriorityQueue", "Queue", "ShutDown", "SimpleQueue"]


class Empty(Exception):
    """Nothing was there to get (in time)."""


class Full(Exception):
    """There was no room to put something (in time)."""


class ShutDown(Exception):
    """The queue was shut down: nothing can be put, and nothing is left to get."""


class Queue:
    """First in, first out. maxsize > 0 limits how many objects wait in it.

    A derived class gives another order by its own _init, _qsize, _put and _get, which are called
    with the lock held. `mutex` guards everything; the three conditions are over it.
    """

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = threading.Lock()
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)
        self.all_tasks_done = threading.Condition(self.mutex)
        self.unfinished_tasks = 0
        self.is_shutdown = False

    __class_getitem__ = classmethod(GenericAlias)

    # The order.

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    # The waiting.

    def _wait(self, condition, is_ready, block, timeout, otherwise):
        """Waits for the condition, with the lock held; raises `otherwise` when time is up."""
        if not block:
            if not is_ready():
                raise otherwise
        elif timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        elif not condition.wait_for(is_ready, timeout):
            raise otherwise

    def _has_room(self):
        return self.is_shutdown or self._qsize() < self.maxsize

    def _has_item(self):
        return self.is_shutdown or self._qsize() > 0

    def put(self, item, block=True, timeout=None):
        """Put an object into the queue. While the queue is full, wait, for timeout seconds at most;
        then, or at once without block, raise Full."""
        with self.not_full:
            if self.maxsize > 0 and not self.is_shutdown:
                self._wait(self.not_full, self._has_room, block, timeout, Full)
            if self.is_shutdown:
                raise ShutDown
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        """Take the next object out of the queue. While there is none, wait, for timeout seconds at
        most; then, or at once without block, raise Empty."""
        with self.not_empty:
            self._wait(self.not_empty, self._has_item, block, timeout, Empty)
            if not self._qsize():
                raise ShutDown
            item = self._get()
            self.not_full.notify()
            return item

    def put_nowait(self, item):
        """put() without waiting."""
        return self.put(item, block=False)

    def get_nowait(self):
        """get() without waiting."""
        return self.get(block=False)

    # What was done with the objects.

    def task_done(self):
        """What one get() returned has been dealt with."""
        with self.all_tasks_done:
            if self.unfinished_tasks <= 0:
                raise ValueError("task_done() called too many times")
            self._finish(1)

    def _finish(self, count):
        self.unfinished_tasks -= count
        if not self.unfinished_tasks:
            self.all_tasks_done.notify_all()

    def join(self):
        """Wait until all that was put has been dealt with."""
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def shutdown(self, immediate=False):
        """Let put() raise ShutDown, and get() when nothing is left, also where they wait already.

        immediate: drop what is left, which counts as dealt with.
        """
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    if self.unfinished_tasks > 0:
                        self.unfinished_tasks -= 1
                self.all_tasks_done.notify_all()
            self.not_empty.notify_all()
            self.not_full.notify_all()

    # How full it is: another thread may have changed that already.

    def qsize(self):
        """About how many objects wait."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Is nothing there?"""
        with self.mutex:
            return not self._qsize()

    def full(self):
        """Is there no room?"""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()


class PriorityQueue(Queue):
    """The smallest object first: often a tuple (priority, data)."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    """First in, first out, without a limit. put() may be called at any point, also in a finalizer
    or a signal handler that interrupts another put() or get() of the same thread."""

    # No lock is ever held. Who finds nothing leaves a lock of its own in _waiters, looks once more,
    # and waits for the lock; who puts something takes one waiter out and releases its lock. So a
    # waiter that is no longer there has been told to look again, and nobody else has.

    def __init__(self):
        self._queue = deque()
        self._waiters = {}

    __class_getitem__ = classmethod(GenericAlias)

    def put(self, item, block=True, timeout=None):
        """Put an object into the queue. It never waits; block and timeout are there for those who
        are used to Queue."""
        self._queue.append(item)
        self._wake()

    def _wake(self):
        for waiter in list(self._waiters):
            if self._waiters.pop(waiter, False):
                waiter.release()
                break

    def get(self, block=True, timeout=None):
        """Take the next object out of the queue. While there is none, wait, for timeout seconds at
        most; then, or at once without block, raise Empty."""
        if timeout is not None:
            if timeout < 0:
                raise ValueError("'timeout' must be a non-negative number")
            deadline = time() + timeout
        while True:
            try:
                return self._queue.popleft()
            except IndexError:
                pass
            if not block:
                raise Empty
            if timeout is None:
                self._wait()
            elif not self._wait(max(deadline - time(), 0)):
                block = False  # one last look

    def _wait(self, timeout=-1):
        """Waits until something may be there; False if time was up before."""
        waiter = threading.Lock()
        waiter.acquire()
        self._waiters[waiter] = True
        try:
            return bool(self._queue) or waiter.acquire(timeout=timeout)
        except BaseException:
            if not self._waiters.pop(waiter, False):
                self._wake()  # let another have what this thread was told of
            raise
        finally:
            self._waiters.pop(waiter, None)

    def put_nowait(self, item):
        """put(), under the name that Queue has."""
        return self.put(item)

    def get_nowait(self):
        """get() without waiting."""
        return self.get(block=False)

    def empty(self):
        """Is nothing there?"""
        return not self._queue

    def qsize(self):
        """About how many objects wait."""
        return len(self._queue)


_PySimpleQueue = SimpleQueue
