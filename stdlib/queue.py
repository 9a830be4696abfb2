"""Queues that several threads put into and take from."""

import heapq
import threading
from collections import deque
from time import monotonic as time
from types import GenericAlias

__all__ = ["Empty", "Full", "LifoQueue", "PriorityQueue", "Queue", "ShutDown", "SimpleQueue"]


class Empty(Exception):
    """There is nothing in the queue, and nobody is to wait."""


class Full(Exception):
    """There is no room in the queue, and nobody is to wait."""


class ShutDown(Exception):
    """The queue has been shut down."""


def _check_timeout(block, timeout):
    if block and timeout is not None and timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")


class Queue:
    """First in, first out. With maxsize > 0, putting waits while so many items are inside."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = threading.Lock()
        # All three share the lock.
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)
        self.all_tasks_done = threading.Condition(self.mutex)
        self.unfinished_tasks = 0
        self.is_shutdown = False

    def task_done(self):
        """Something that was taken out has been dealt with."""
        with self.all_tasks_done:
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks = left
            if left == 0:
                self.all_tasks_done.notify_all()

    def join(self):
        """Wait until everything that was put in has been dealt with."""
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def qsize(self):
        """How many items are inside, for the moment."""
        with self.mutex:
            return self._qsize()

    def empty(self):
        """Is nothing inside, for the moment?"""
        with self.mutex:
            return not self._qsize()

    def full(self):
        """Is there no room, for the moment?"""
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        """Put an item in, waiting for room; Full if there is none in time."""
        with self.not_full:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0:
                _check_timeout(block, timeout)
                self._wait(self.not_full, self._has_room, block, timeout, Full)
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        """Take an item out, waiting for one; Empty if there is none in time."""
        with self.not_empty:
            _check_timeout(block, timeout)
            if not self._qsize():
                if self.is_shutdown:
                    raise ShutDown
                self._wait(self.not_empty, self._qsize, block, timeout, Empty)
            item = self._get()
            self.not_full.notify()
            return item

    def _has_room(self):
        return self._qsize() < self.maxsize

    def _wait(self, condition, ready, block, timeout, failure):
        if not block:
            if not ready():
                raise failure
        elif timeout is None:
            while not ready():
                condition.wait()
                self._check_open(condition)
        else:
            end = time() + timeout
            while not ready():
                left = end - time()
                if left <= 0:
                    raise failure
                condition.wait(left)
                self._check_open(condition)

    def _check_open(self, condition):
        if self.is_shutdown and (condition is self.not_full or not self._qsize()):
            raise ShutDown

    def put_nowait(self, item):
        """Put an item in; Full if there is no room."""
        return self.put(item, block=False)

    def get_nowait(self):
        """Take an item out; Empty if there is none."""
        return self.get(block=False)

    def shutdown(self, immediate=False):
        """Put nothing in any more, and, with immediate, take nothing out either: ShutDown."""
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

    # What derived classes replace; the lock is held.

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()


class PriorityQueue(Queue):
    """The smallest item comes out first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heapq.heappush(self.queue, item)

    def _get(self):
        return heapq.heappop(self.queue)


class LifoQueue(Queue):
    """What came in last comes out first."""

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()


class _PySimpleQueue:
    """First in, first out, without an end and without tasks."""

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self):
        self._queue = deque()
        self._count = threading.Semaphore(0)

    def put(self, item, block=True, timeout=None):
        """Put an item in. It never waits."""
        self._queue.append(item)
        self._count.release()

    def get(self, block=True, timeout=None):
        """Take an item out, waiting for one; Empty if there is none in time."""
        _check_timeout(block, timeout)
        if not self._count.acquire(block, timeout if block else None):
            raise Empty
        return self._queue.popleft()

    def put_nowait(self, item):
        """As put()."""
        return self.put(item, block=False)

    def get_nowait(self):
        """Take an item out; Empty if there is none."""
        return self.get(block=False)

    def empty(self):
        """Is nothing inside, for the moment?"""
        return len(self._queue) == 0

    def qsize(self):
        """How many items are inside, for the moment."""
        return len(self._queue)


SimpleQueue = _PySimpleQueue
