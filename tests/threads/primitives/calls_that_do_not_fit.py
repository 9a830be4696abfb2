# These classes are scripts' in CPython, and calls that do not fit are told as such.
import queue
import threading

for what in (lambda: threading.Event(1), lambda: threading.Event().set(1),
             lambda: threading.Event().wait(1, 2), lambda: threading.Event().wait(late=1),
             lambda: threading.Condition(1, 2), lambda: threading.Condition().wait_for(),
             lambda: threading.Semaphore(depth=1), lambda: threading.Semaphore().acquire(1, 2, 3),
             lambda: threading.BoundedSemaphore(1, 2), lambda: queue.Queue().put(),
             lambda: queue.Queue().get(1, 2, 3)):
    try:
        what()
    except TypeError as error:
        print(error)
# expect: Event.__init__() takes 1 positional argument but 2 were given
# expect: Event.set() takes 1 positional argument but 2 were given
# expect: Event.wait() takes from 1 to 2 positional arguments but 3 were given
# expect: Event.wait() got an unexpected keyword argument 'late'
# expect: Condition.__init__() takes from 1 to 2 positional arguments but 3 were given
# expect: Condition.wait_for() missing 1 required positional argument: 'predicate'
# expect: Semaphore.__init__() got an unexpected keyword argument 'depth'
# expect: Semaphore.acquire() takes from 1 to 3 positional arguments but 4 were given
# expect: BoundedSemaphore.__init__() takes from 1 to 2 positional arguments but 3 were given
# expect: Queue.put() missing 1 required positional argument: 'item'
# expect: Queue.get() takes from 1 to 3 positional arguments but 4 were given
