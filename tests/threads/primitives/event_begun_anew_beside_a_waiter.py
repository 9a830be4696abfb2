"""After _at_fork_reinit(), who begins to wait is woken, also when one from before gives up."""
import threading
import time

event = threading.Event()


def wait(timeout):
    begun = time.monotonic()
    print(event.wait(timeout), time.monotonic() - begun < 5)


first = threading.Thread(target=wait, args=(0.2,))
first.start()
time.sleep(0.05)
event._at_fork_reinit()
second = threading.Thread(target=wait, args=(10,))
second.start()
first.join()
# expect: False True
event.set()
second.join()
# expect: True True
