# Whoever holds the mutex of a queue may change what those wait for who are in put() and get().
import collections, queue, threading, time

def waits(condition):
    return len(condition._waiters) > 0

def in_a_thread(condition, call, *args):
    got = []
    thread = threading.Thread(target=lambda: got.append(call(*args)), daemon=True)
    thread.start()
    while not waits(condition):
        time.sleep(0.001)
    return thread, got

full = queue.Queue(1)
full.put(1)
thread, got = in_a_thread(full.not_full, full.put, 2)
with full.mutex:
    full.maxsize = 10
    full.not_full.notify_all()
thread.join(10)
print(thread.is_alive(), full.qsize())

full = queue.Queue(1)
full.put(1)
thread, got = in_a_thread(full.not_full, full.put, 2, True, 30)
with full.mutex:
    full.maxsize = 1.5
    full.not_full.notify_all()
thread.join(10)
print(thread.is_alive(), full.qsize())

bare = queue.Queue()
thread, got = in_a_thread(bare.not_empty, bare.get)
with bare.mutex:
    bare.queue = collections.deque([5])
    bare.not_empty.notify_all()
thread.join(10)
print(thread.is_alive(), got)

class Reversed(collections.deque):
    def popleft(self):
        return self.pop()
bare = queue.Queue()
thread, got = in_a_thread(bare.not_empty, bare.get, True, 30)
with bare.mutex:
    bare.queue = Reversed([6, 7])
    bare.not_empty.notify_all()
thread.join(10)
print(thread.is_alive(), got)

# expect: False 2
# expect: False 2
# expect: False [5]
# expect: False [7]
