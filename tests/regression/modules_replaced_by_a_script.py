# What a script puts in the place of a module or of its functions is no more than that.
import os
import sys
import threading
import time

sys.modules["time"] = 1
try:
    time.tzset()
except TypeError as e:
    print(e)
    # expect: PyModule_AddObjectRef() first argument must be a module

over = threading.Event()
thread = threading.Thread(target=over.wait)
thread.start()
enumerate_threads = threading.enumerate
for found in 5, None, [thread, 7]:
    threading.enumerate = lambda: found
    try:
        if os.fork() == 0:
            os._exit(0)
        os.wait()
    except RuntimeError:
        pass
threading.enumerate = enumerate_threads
over.set()
thread.join()

import _contextvars

variable = _contextvars.ContextVar("variable")
token = variable.set(1)
before = _contextvars.Token.MISSING
del sys.modules["_contextvars"]
import _contextvars

print(_contextvars.Token.MISSING is before is token.old_value)
# expect: True
