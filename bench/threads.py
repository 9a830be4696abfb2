"""One measure of bench/threads: prints a number. usage: threads.py MEASURE"""

import queue
import sys
import threading
import time

clock = time.perf_counter


def together(function, count, *args):
    """Seconds that it takes `count` threads to run the function at the same time."""
    barrier = threading.Barrier(count + 1)

    def run():
        barrier.wait()
        function(*args)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    barrier.wait()
    begin = clock()
    for thread in threads:
        thread.join()
    return clock() - begin


def scaling(function, *args):
    """How much more two threads do than one, each doing the same for some tenths of a second: by
    the median of fifteen pairs of runs, as the machine may change its pace between two pairs."""
    function(*args)
    pairs = [(together(function, 1, *args), together(function, 2, *args)) for _ in range(15)]
    return sorted(2 * one / two for one, two in pairs)[7]


# --- Work that shares nothing ---

def integers(n):
    x = 1
    for i in range(n):
        x = (x * 31 + i) % 1000003
    return x


def sieve(n):
    flags = bytearray([1]) * n
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            for j in range(i * i, n, i):
                flags[j] = 0
    return sum(flags)


def containers(n):
    table, rows = {}, []
    for i in range(n):
        table[i % 1000] = table.get(i % 1000, 0) + i
        rows.append(i)
        if len(rows) == 500:
            rows.clear()
    return len(table)


class Account:
    def __init__(self):
        self.balance = 0

    def add(self, amount):
        self.balance += amount
        return self

    def get(self):
        return self.balance


def methods(n):
    account = Account()
    for i in range(n):
        account.add(i).get()
    return account.get()


def strings(n):
    count = 0
    for i in range(n):
        words = f"{i} the quick brown {i * 7}".split(" ")
        count += len("-".join(words).upper().replace("QUICK", "slow"))
    return count


class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def tree(depth):
    return Node(tree(depth - 1), tree(depth - 1)) if depth else Node(None, None)


def trees(n):
    for _ in range(n):
        tree(11)


# --- Work on one object ---

class Shared:
    value = 0


def on_list(n, shared=[0] * 64):
    for i in range(n):
        shared[i & 63] = shared[(i + 1) & 63]


def on_dict(n, shared=dict.fromkeys(range(64), 0)):
    for i in range(n):
        shared[i & 63] = shared[(i + 1) & 63]


def on_attribute(n, shared=Shared()):
    for i in range(n):
        shared.value = i
        shared.value


def on_counter(n, shared=Shared(), lock=threading.Lock()):
    for _ in range(n):
        with lock:
            shared.value += 1


def contention(function, n):
    """Operations a second of two threads together against one alone."""
    return scaling(function, n)


# --- What is not contended: nanoseconds ---

def each(function, n=300_000):
    best = 1e9
    for _ in range(5):
        begin = clock()
        function(n)
        best = min(best, clock() - begin)
    return best / n * 1e9


def with_lock(n, lock=threading.Lock()):
    for _ in range(n):
        with lock:
            pass


def with_rlock(n, lock=threading.RLock()):
    for _ in range(n):
        with lock:
            pass


def semaphore(n, semaphore=threading.Semaphore()):
    for _ in range(n):
        semaphore.acquire()
        semaphore.release()


def event(n, event=threading.Event()):
    for _ in range(n):
        event.set()
        event.clear()


def put_get(n, queue=queue.Queue()):
    for _ in range(n):
        queue.put(1)
        queue.get()


# --- What blocks: microseconds ---

def start_join():
    def pair(n):
        for _ in range(n):
            thread = threading.Thread(target=int)
            thread.start()
            thread.join()
    return each(pair, 2000) / 1e3


def play(ping, pong, n=3000):
    """Microseconds of a round between two threads, the best of three games."""
    best = 1e9
    for _ in range(3):
        thread = threading.Thread(target=pong, args=(n,))
        thread.start()
        begin = clock()
        ping(n)
        best = min(best, clock() - begin)
        thread.join()
    return best / n * 1e6


def ping_condition():
    condition = threading.Condition(threading.Lock())
    turn = [0]

    def player(me):
        def run(n):
            for _ in range(n):
                with condition:
                    while turn[0] != me:
                        condition.wait()
                    turn[0] = 1 - me
                    condition.notify()
        return run
    return play(player(0), player(1))


def ping_event():
    events = threading.Event(), threading.Event()
    events[0].set()

    def player(me):
        def run(n):
            for _ in range(n):
                events[me].wait()
                events[me].clear()
                events[1 - me].set()
        return run
    return play(player(0), player(1))


def ping_lock():
    locks = threading.Lock(), threading.Lock()
    locks[1].acquire()

    def player(me):
        def run(n):
            for _ in range(n):
                locks[me].acquire()
                locks[1 - me].release()
        return run
    return play(player(0), player(1))


def barrier_round():
    barrier = threading.Barrier(2)

    def run(n):
        for _ in range(n):
            barrier.wait()
    return play(run, run)


def stream():
    """Million objects a second through a queue.Queue, from one thread to another."""
    best = 0
    for _ in range(3):
        items = queue.Queue()

        def give(n):
            for i in range(n):
                items.put(i)

        thread = threading.Thread(target=give, args=(200_000,))
        begin = clock()
        thread.start()
        for _ in range(200_000):
            items.get()
        best = max(best, 0.2 / (clock() - begin))
        thread.join()
    return best


def sleepers(what):
    """10,000 threads that wait for one event: seconds to start, to release, megabytes."""
    event = threading.Event()
    threads = [threading.Thread(target=event.wait) for _ in range(10_000)]
    begin = clock()
    for thread in threads:
        thread.start()
    started = clock()
    with open("/proc/self/statm") as file:
        resident = int(file.read().split()[1]) * 4096 / 1e6
    release = clock()
    event.set()
    for thread in threads:
        thread.join()
    return {"start": started - begin, "release": clock() - release, "resident": resident}[what]


MEASURES = {
    "integers": lambda: scaling(integers, 5_000_000),
    "sieve": lambda: scaling(sieve, 1_500_000),
    "containers": lambda: scaling(containers, 1_000_000),
    "methods": lambda: scaling(methods, 1_000_000),
    "strings": lambda: scaling(strings, 300_000),
    "trees": lambda: scaling(trees, 300),
    "one list": lambda: contention(on_list, 500_000),
    "one dict": lambda: contention(on_dict, 500_000),
    "one attribute": lambda: contention(on_attribute, 500_000),
    "counter, locked": lambda: contention(on_counter, 200_000),
    "with lock": lambda: each(with_lock),
    "with rlock": lambda: each(with_rlock),
    "semaphore": lambda: each(semaphore),
    "event": lambda: each(event),
    "queue": lambda: each(put_get),
    "start, join": start_join,
    "condition": ping_condition,
    "event, pair": ping_event,
    "lock, pair": ping_lock,
    "barrier": barrier_round,
    "stream": stream,
    "10,000 start": lambda: sleepers("start"),
    "10,000 release": lambda: sleepers("release"),
    "10,000 resident": lambda: sleepers("resident"),
}

print(MEASURES[sys.argv[1]]())
