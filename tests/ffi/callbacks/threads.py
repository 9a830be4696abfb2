# Threads that the program did not start call in parallel; each call counts exactly once.
from ctypes import *
import os
import threading

lib = CDLL(os.environ["FOREIGN_LIBRARY"])
lib.call_from_threads.restype = c_long
Int = CFUNCTYPE(c_int, c_int)
lock = threading.Lock()
count = 0
idents = set()


def callback(x):
    global count
    with lock:
        count += 1
        idents.add(threading.get_ident())
    return x


print(lib.call_from_threads(Int(callback), 8, 500), count, len(idents) > 1)
# expect: 998000 4000 True
kinds = set()


def who(x):
    thread = threading.current_thread()
    kinds.add((type(thread).__name__, thread.daemon, thread.is_alive()))
    return 0


lib.call_from_threads(Int(who), 3, 2)
print(kinds)
# expect: {('_DummyThread', True, True)}


def several(rounds):
    results.append(lib.call_from_threads(Int(lambda x: 1), 4, rounds))


results = []
threads = [threading.Thread(target=several, args=(50 * (i + 1),)) for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results))
# expect: [200, 400, 600, 800]
