# needs: WF_WITH_GC
import gc
import signal
import sys
import weakref


class Local:
    pass


def work():
    local = Local()
    references.append(weakref.ref(local))
    signal.raise_signal(signal.SIGUSR1)
    for i in range(1000):
        pass


def handler(number, frame):
    raise ValueError


references = []
signal.signal(signal.SIGUSR1, handler)
for i in range(20):
    try:
        work()
    except ValueError:
        pass
gc.collect()
print(sum(r() is not None for r in references) < 3)


class Late:
    def __del__(self):
        raise kept


# One that was raised long ago is nothing that a handler raises now.
try:
    signal.raise_signal(signal.SIGUSR1)
except ValueError as e:
    kept = e
sys.unraisablehook = lambda args: print('ignored', args.exc_value is kept)
Late()
for i in range(3):
    gc.collect()
print('fine')
# expect: True
# expect: ignored True
# expect: fine
