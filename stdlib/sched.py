"""A scheduler: calls functions at given times, one after another, in the thread that runs it.

Events may be added and cancelled by any thread, and by the functions that are called. The clock and
the way to wait are given by the caller: numbers of any kind will do as times.
"""

import heapq
import itertools
import threading
import time
from collections import namedtuple
from time import monotonic as _time

__all__ = ["scheduler"]

# Earlier ones first, then those of a lower priority number, then those that were entered first.
Event = namedtuple("Event", "time, priority, sequence, action, argument, kwargs")
Event.__doc__ = "What is to be called, and when. It serves to cancel the call."
Event.time.__doc__ = "When, in the scheduler's own time."
Event.priority.__doc__ = "Of events of the same time, the lowest number comes first."
Event.sequence.__doc__ = "Of events of the same time and priority, the lowest number comes first."
Event.action.__doc__ = "What is called."
Event.argument.__doc__ = "The arguments without a name."
Event.kwargs.__doc__ = "The arguments with a name."


class scheduler:
    """A number of events to come, and run(), which waits for each and calls its function.

    timefunc() is the clock; delayfunc(n) waits until it has gone on by n, and is called with 0
    after each event, to let other threads do something.
    """

    def __init__(self, timefunc=_time, delayfunc=time.sleep):
        self._queue = []  # a heap; all numbers differ, so actions are never compared
        self._lock = threading.RLock()
        self._sequence = itertools.count().__next__
        self.timefunc = timefunc
        self.delayfunc = delayfunc

    def enterabs(self, time, priority, action, argument=(), kwargs=None):
        """Have action(*argument, **kwargs) called at a time. Returns the event."""
        event = Event(time, priority, self._sequence(), action, argument,
                      {} if kwargs is None else kwargs)
        with self._lock:
            heapq.heappush(self._queue, event)
        return event

    def enter(self, delay, priority, action, argument=(), kwargs=None):
        """Have action(*argument, **kwargs) called after some time. Returns the event."""
        return self.enterabs(self.timefunc() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        """Do not call what the event says. ValueError if it is not to come (any more)."""
        with self._lock:
            self._queue.remove(event)
            heapq.heapify(self._queue)

    def empty(self):
        """Is nothing to come?"""
        with self._lock:
            return not self._queue

    def run(self, blocking=True):
        """Wait for all events in turn, and call what they say, until none is left.

        Without blocking, call only what is due; returns how long it is until the next one. An
        exception goes to the caller, and run() can be called again to go on.
        """
        while True:
            with self._lock:
                if not self._queue:
                    return None
                event = self._queue[0]
                wait = event.time - self.timefunc()
                if wait <= 0:
                    heapq.heappop(self._queue)
            if wait <= 0:
                event.action(*event.argument, **event.kwargs)
                self.delayfunc(0)
            elif blocking:
                self.delayfunc(wait)
            else:
                return wait

    @property
    def queue(self):
        """The events to come, in their order."""
        with self._lock:
            return sorted(self._queue)

