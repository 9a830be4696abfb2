# A condition asks no more of its lock than acquire() and release().
import threading


class Counting:
    def __init__(self):
        self.lock = threading.Lock()
        self.calls = []

    def acquire(self, *args):
        self.calls.append("acquire")
        return self.lock.acquire(*args)

    def release(self):
        self.calls.append("release")
        self.lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


lock = Counting()
condition = threading.Condition(lock)
with condition:
    print(condition.wait(0))  # expect: False
print(lock.calls)  # expect: ['acquire', 'acquire', 'release', 'acquire', 'release']
try:
    condition.notify()
except RuntimeError as error:
    print(error)  # expect: cannot notify on un-acquired lock
try:
    condition.wait()
except RuntimeError as error:
    print(error)  # expect: cannot wait on un-acquired lock
