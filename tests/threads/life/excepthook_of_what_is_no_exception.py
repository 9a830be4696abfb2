# A hook may be called by hand, with anything: it says what it can, and raises nothing.
import io
import sys
import threading


class Named:
    name = "named"


for args in ((ValueError, 1, None, Named), (1, ValueError("x"), 5, Named)):
    sys.stderr = io.StringIO()
    threading.excepthook(threading.ExceptHookArgs(args))
    print(sys.stderr.getvalue(), end="")
# expect: Exception in thread named:
# expect: TypeError: print_exception(): Exception expected for value, int found
# expect: Exception in thread named:
# expect: ValueError: x
sys.stderr = io.StringIO()
threading.excepthook(threading.ExceptHookArgs((KeyError, KeyError(1), None, "no thread")))
print(sys.stderr.getvalue() == f"Exception in thread {threading.get_ident()}:\nKeyError: 1\n")
# expect: True
