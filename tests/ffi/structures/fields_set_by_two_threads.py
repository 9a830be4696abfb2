# One of them wins, and no instance is smaller than its class.
import threading
from ctypes import Structure, c_char, sizeof

SMALL = [('small', c_char)]
LARGE = [('large', c_char * 100000)]
failures = []


def attempt(barrier, cls, fields, won, made):
    barrier.wait()
    try:
        cls._fields_ = fields
    except AttributeError as e:
        if str(e) != '_fields_ is final':
            failures.append(e)
    else:
        won.append(fields[0][0])
        made.append(cls())


def make(barrier, cls, made):
    barrier.wait()
    made.append(cls())


for i in range(200):
    class S(Structure):
        pass
    barrier = threading.Barrier(3)
    won, made = [], []
    threads = [threading.Thread(target=attempt, args=(barrier, S, fields, won, made))
               for fields in (SMALL, LARGE)]
    threads.append(threading.Thread(target=make, args=(barrier, S, made)))
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    if len(won) > 1:
        failures.append(won)
    if any(sizeof(x) != sizeof(S) for x in made):
        failures.append([sizeof(x) for x in made] + [sizeof(S)])
    names = [name for name in ('small', 'large') if name in vars(S)]
    if names != won:
        failures.append((names, won))

print(failures)  # expect: []
