import queue
import threading

q = queue.Queue()
q.mutex = threading.RLock()
q.not_empty = threading.Condition(q.mutex)
q.not_full = threading.Condition(q.mutex)
q.queue = [1]
q._get = lambda: q.queue.pop(0)
q.put(2)
print(q.get(), q.get(), q.queue)  # expect: 1 2 []
with q.mutex:
    print(q.not_empty._is_owned())  # expect: True
