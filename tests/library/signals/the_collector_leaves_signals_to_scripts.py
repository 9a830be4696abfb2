import gc
import signal
import threading

noted = []
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
for number in signal.SIGPWR, signal.SIGXCPU, signal.SIGRTMIN:
    signal.raise_signal(number)
stop = True
thread.join()
print([signal.Signals(number).name for number in noted])
# expect: ['SIGPWR', 'SIGXCPU', 'SIGRTMIN']
