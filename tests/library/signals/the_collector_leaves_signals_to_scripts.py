import gc
import signal
import threading

noted = []
# two less in Weft: its collector stops threads by SIGPWR and SIGSTKFLT
for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP, signal.SIGSEGV}:
    signal.signal(number, lambda number, frame: noted.append(number))
stop = False


def spin():
    while not stop:
        pass


thread = threading.Thread(target=spin)
thread.start()
for _ in range(5):
    gc.collect()
for number in signal.SIGXCPU, signal.SIGRTMIN, signal.SIGRTMIN + 6:
    signal.raise_signal(number)
stop = True
thread.join()
print(noted == [signal.SIGXCPU, signal.SIGRTMIN, signal.SIGRTMIN + 6])
# expect: True
