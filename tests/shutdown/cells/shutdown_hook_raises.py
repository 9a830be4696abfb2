import atexit, threading
def hook():
    raise ValueError("in hook")
def work():
    gate.wait()
    print("worker")
threading._shutdown = hook
gate = threading.Event()
threading.Thread(target=work).start()
threading.Timer(0.01, gate.set).start()
atexit.register(print, "exit function")

# differs: threads are waited for whatever the hook does
# expect: worker
# expect: exit function
# expect stderr: Exception ignored on threading shutdown:
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "shutdown_hook_raises.py", line 3, in hook
# expect stderr:     raise ValueError("in hook")
# expect stderr: ValueError: in hook
# exit: 0
