import sys, threading
def hook(*args):
    raise KeyError("in hook")
sys.excepthook = hook
def work():
    threading.main_thread().join()
    print("worker")
threading.Thread(target=work).start()
raise ValueError("gone")

# expect: worker
# expect stderr: Error in sys.excepthook:
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "sys_excepthook_raises.py", line 3, in hook
# expect stderr:     raise KeyError("in hook")
# expect stderr: KeyError: 'in hook'
# expect stderr:
# expect stderr: Original exception was:
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "sys_excepthook_raises.py", line 9, in <module>
# expect stderr:     raise ValueError("gone")
# expect stderr: ValueError: gone
# exit: 1
