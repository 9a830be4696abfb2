import threading
def work():
    raise ValueError("gone")
def hook(args):
    raise KeyError("in hook")
threading.excepthook = hook
threading.Thread(target=work).start()

# differs: the frames in the library are Weft's own
# expect stderr: Exception in threading.excepthook:
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "<weft>/threading.py", line N, in _report
# expect stderr:     hook(args)
# expect stderr:   File "excepthook_raises.py", line 5, in hook
# expect stderr:     raise KeyError("in hook")
# expect stderr: KeyError: 'in hook'
# exit: 0
