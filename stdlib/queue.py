"""Queues by which threads hand objects to one another.

Queue gives them back in the order in which they came, LifoQueue the last one first, PriorityQueue
the smallest first; SimpleQueue is a Queue without a limit and without extras. All are safe for any
number of threads that put and get.
"""

import _queue
import threading
from _queue import Empty, Full, ShutDown, SimpleQueue
from collections import deque
from heapq import heappop, heappush
from types import GenericAlias

__all__ = ["Empty", "Full", "LifoQueue", "PriorityQueue", "Queue", "ShutDown", "SimpleQueue"]


class Queue(_queue.Queue):
    """First in, first out. maxsize > 0 limits how many objects wait in it.

    A derived class gives another order by its own _init, _qsize, _put and _get, which are called
    with the lock held. `mutex` guards everything; the three conditions are over it. put() and get()
    are native where that makes no difference.
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
        # As a float: any number that can be added to a time will do.
        elif not condition.wait_for(is_ready, timeout and 0.0 + timeout):
            raise otherwise

    def _has_room(self):
        return self.is_shutdown or self._qsize() < self.maxsize

    def _has_item(self):
        return self.is_shutdown or self._qsize() > 0

    def _put_slowly(self, item, block, timeout):
        with self.not_full:
            if self.maxsize > 0 and not self.is_shutdown:
                self._wait(self.not_full, self._has_room, block, timeout, Full)
            if self.is_shutdown:
                raise ShutDown
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def _get_slowly(self, block, timeout):
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


_queue._define(Queue)

# There is one, in C.
_PySimpleQueue = SimpleQueue
