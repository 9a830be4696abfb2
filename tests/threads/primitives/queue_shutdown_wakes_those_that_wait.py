# differs: queues can be shut down since CPython 3.13
import queue
import threading
import time

empty, full = queue.Queue(), queue.Queue(1)
full.put(1)
ended = []


def wait(what):
    try:
        what()
    except queue.ShutDown:
        ended.append("shut down")


threads = [threading.Thread(target=wait, args=(what,))
           for what in (empty.get, empty.get, lambda: full.put(2))]
for thread in threads:
    thread.start()
while len(empty.not_empty._waiters) < 2 or not full.not_full._waiters:
    time.sleep(0.001)
empty.shutdown()
full.shutdown()
for thread in threads:
    thread.join()
print(ended)  # expect: ['shut down', 'shut down', 'shut down']
print(full.get())  # expect: 1
