# A derived class that sets an attribute of its base in place of calling __init__ has that one alone.
import threading


class Event(threading.Event):
    def __init__(self, flag):
        self._flag = flag


class Semaphore(threading.Semaphore):
    def __init__(self):
        self._value = 1


class Bounded(threading.BoundedSemaphore):
    def __init__(self):
        self._value = 1


def show(*calls):
    for call in calls:
        try:
            print(call())
        except (AttributeError, ValueError) as error:
            print(error)


down, up = Event(False), Event(True)
show(down.is_set, up.is_set, lambda: repr(down).split(': ')[1], up.wait, up.set, up.clear)
# expect: False
# expect: True
# expect: unset>
# expect: 'Event' object has no attribute '_cond'
# expect: 'Event' object has no attribute '_cond'
# expect: 'Event' object has no attribute '_cond'
s = Semaphore()
show(lambda: s._value, s.acquire, s.release, lambda: s.acquire(timeout='x'), s.__enter__)
show(lambda: s.release(2 ** 70), lambda: s.release(0), lambda: repr(s).split(': ')[1])
# expect: 1
# expect: 'Semaphore' object has no attribute '_cond'
# expect: 'Semaphore' object has no attribute '_cond'
# expect: 'Semaphore' object has no attribute '_cond'
# expect: 'Semaphore' object has no attribute '_cond'
# expect: 'Semaphore' object has no attribute '_cond'
# expect: n must be one or more
# expect: value=1>
b = Bounded()
show(lambda: b._value, lambda: b._initial_value, b.acquire, b.release, lambda: repr(b))
# expect: 1
# expect: 'Bounded' object has no attribute '_initial_value'
# expect: 'Bounded' object has no attribute '_cond'
# expect: 'Bounded' object has no attribute '_cond'
# expect: 'Bounded' object has no attribute '_initial_value'

# Where __init__ was called, no value of an attribute undoes that.
b = threading.BoundedSemaphore(2)
b._initial_value = -1
show(b.release, lambda: repr(b).split(': ')[1], b.acquire, b.acquire, lambda: b.acquire(False))
# expect: Semaphore released too many times
# expect: value=2/-1>
# expect: True
# expect: True
# expect: False
