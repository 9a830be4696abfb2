"""What nobody refers to any more dies before a wait for it counts as a deadlock."""
# needs: WF_WITH_GC
# needs no WF_SANITIZER
# (which puts gaps between variables, in which the collector finds what was there before)
import threading
import weakref

lock = threading.Lock()


class Guard:
    def __init__(self):
        lock.acquire()

    def __del__(self):
        lock.release()


def guarded():
    guard = Guard()
    return 5


def numbers():
    with lock:
        yield 1
        yield 2


def first():
    for number in numbers():
        return number


def finalized(done):
    guard = Guard()
    weakref.finalize(guard, done.set)
    return 3


print(guarded())
with lock:
    print("the lock is free")
print(first())
with lock:
    print("the generator is closed")
done = threading.Event()
print(finalized(done))
done.wait()
with lock:
    print("the finalizer has run")
# expect: 5
# expect: the lock is free
# expect: 1
# expect: the generator is closed
# expect: 3
# expect: the finalizer has run
