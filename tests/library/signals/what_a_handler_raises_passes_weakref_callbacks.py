# needs: WF_WITH_GC
# A callback of a weak reference comes at any time, in the midst of something else: an exception of a
# signal's handler in it is not lost.
import gc
import signal
import time
import weakref


class Thing:
    pass


def handler(number, frame):
    raise TimeoutError('of the handler')


def slow(reference):
    end = time.monotonic() + 10
    while time.monotonic() < end:
        pass
    print('the callback was not interrupted')


def second(reference):
    print('the other callback ran')


signal.signal(signal.SIGALRM, handler)


def drop():
    thing, other = Thing(), Thing()
    return weakref.ref(thing, slow), weakref.ref(other, second)


kept = drop()
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    gc.collect()
    for i in range(1000):
        pass
    print('lost')
except TimeoutError as e:
    print('raised:', e)
# expect: the other callback ran
# expect: raised: of the handler
# differs: CPython calls the callbacks where the objects die, before the timer is set
