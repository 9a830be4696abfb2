# The first exceptions that nobody can catch are reported with arguments of one type.
import _thread
import sys
import threading
import time

kinds = []
start = threading.Event()


def fail():
    start.wait()
    raise ValueError


sys.unraisablehook = lambda arguments: kinds.append(type(arguments))
for _ in range(8):
    _thread.start_new_thread(fail, ())
start.set()
while len(kinds) < 8:
    time.sleep(0.001)
names = [kind.__name__ for kind in tuple.__subclasses__()]
print(len(set(kinds)), names.count("UnraisableHookArgs"))  # expect: 1 1
