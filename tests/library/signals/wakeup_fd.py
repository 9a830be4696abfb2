# Each signal's number is written to the wakeup file descriptor.
import os, signal

r, w = os.pipe()
os.set_blocking(w, False)
print(signal.set_wakeup_fd(w)) # expect: -1
signal.signal(signal.SIGUSR1, lambda *args: None)
signal.signal(signal.SIGUSR2, lambda *args: None)
signal.raise_signal(signal.SIGUSR2)
signal.raise_signal(signal.SIGUSR1)
print(list(os.read(r, 10))) # expect: [12, 10]
print(signal.set_wakeup_fd(-1) == w) # expect: True
try:
    signal.set_wakeup_fd(r)
except ValueError as e:
    print(str(e).replace(str(r), 'N')) # expect: the fd N must be in non-blocking mode
os.close(w)
try:
    signal.set_wakeup_fd(w)
except OSError as e:
    print(e) # expect: [Errno 9] Bad file descriptor
