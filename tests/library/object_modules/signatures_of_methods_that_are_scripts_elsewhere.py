import inspect
import queue
import threading

for method in (threading.Event.wait, threading.Event().wait, threading.Condition.notify,
               threading.Semaphore().acquire, queue.Queue.put, queue.Queue().get):
    print(inspect.signature(method))
# expect: (self, timeout=None)
# expect: (timeout=None)
# expect: (self, n=1)
# expect: (blocking=True, timeout=None)
# expect: (self, item, block=True, timeout=None)
# expect: (block=True, timeout=None)
