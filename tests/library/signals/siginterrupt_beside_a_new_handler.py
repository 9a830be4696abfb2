# siginterrupt() in one thread leaves alone what signal() in another has set just then.
import os
import signal
import threading

came = []


def change():
    while not over.is_set():
        signal.siginterrupt(signal.SIGUSR1, False)


over = threading.Event()
thread = threading.Thread(target=change)
thread.start()
for i in range(1, 1001):
    signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    signal.signal(signal.SIGUSR1, lambda number, frame: came.append(number))
    signal.raise_signal(signal.SIGUSR1)
    if len(came) != i:
        print("lost", i)
        break
over.set()
thread.join()
