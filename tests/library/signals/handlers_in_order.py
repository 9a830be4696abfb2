# Several that wait run in the order of their numbers; an exception leaves the others for later.
import signal

seen = []
wanted = [signal.SIGTERM, signal.SIGUSR1, signal.SIGHUP]
for number in wanted:
    signal.signal(number, lambda n, frame: seen.append(n))
signal.pthread_sigmask(signal.SIG_BLOCK, wanted)
for number in wanted:
    signal.raise_signal(number)
print(seen) # expect: []
print(sorted(signal.sigpending()) == sorted(wanted)) # expect: True
signal.pthread_sigmask(signal.SIG_UNBLOCK, wanted)
print(seen) # expect: [1, 10, 15]

def fails(number, frame):
    raise ValueError(number)

signal.signal(signal.SIGHUP, fails)
seen.clear()
signal.pthread_sigmask(signal.SIG_BLOCK, wanted)
for number in wanted:
    signal.raise_signal(number)
try:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, wanted)
    for i in range(1000): pass
except ValueError as e:
    print(e) # expect: 1
for i in range(1000): pass
print(seen) # expect: [10, 15]
