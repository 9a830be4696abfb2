# differs: await is a name outside async def
from threading import Condition, RLock, Thread


class CyclicBarrier(object):
    def __init__(self, parties):
        self.parties = parties
        self._n_wait = parties
        self._generation = object()
        self._lock = RLock()
        self._trip = Condition(self._lock)

    def await(self):
        gen = self._generation
        with self._lock:
            self._n_wait -= 1
            if self._n_wait == 0:
                self.next_generation()
                return
            while self._generation == gen:
                self._trip.wait()

    def next_generation(self):
        self._generation = object()
        self._n_wait = self.parties
        self._trip.notify_all()


def meet(barrier, rounds, log, number):
    for round in range(rounds):
        log.append((round, number))
        barrier.await()


def run(barrier):
    log = []
    threads = [Thread(target=meet, args=(barrier, 50, log, number)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [round for round, _ in log]


expected = [round for round in range(50) for _ in range(4)]
print(run(CyclicBarrier(4)) == expected)  # expect: True

import threading
print(run(threading.CyclicBarrier(4)) == expected)  # expect: True
