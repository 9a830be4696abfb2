# _put, _get and _qsize may be attributes of one queue.
import queue

q = queue.Queue()
q._put = lambda item: q.queue.append(item * 10)
q.put(1)
q.put(2)
print(q.get(), q.get())  # expect: 10 20

q = queue.Queue()
q._get = lambda: q.queue.pop()
q.put(1)
q.put(2)
print(q.get(), q.get())  # expect: 2 1

q = queue.Queue(2)
q._qsize = lambda: 2
try:
    q.put(1, block=False)
except queue.Full:
    print("full")  # expect: full
del q._qsize
q.put(1, block=False)
print(q.get())  # expect: 1

# Other attributes change nothing.
q = queue.Queue()
q.name = "n"
q.put(1)
q.put(2)
print(q.name, q.get(), q.get(), q.unfinished_tasks)  # expect: n 1 2 2
