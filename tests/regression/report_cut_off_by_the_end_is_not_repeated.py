# The program ends while a thread writes what it failed with: that comes out once, not once more
# from the beginning.
# differs: CPython 3.11 says "started by:", and writes line by line
import _thread
# exit: 0
import sys
import threading


class WaitsInside:
    def write(self, text):
        sys.__stderr__.write(text)
        if "Traceback" in text:
            begun.set()
            never.wait()

    def flush(self):
        sys.__stderr__.flush()


class Fails:
    def __repr__(self):
        return "<fails>"

    def __call__(self):
        raise ValueError("once")


begun, never = threading.Event(), threading.Event()
sys.stderr = WaitsInside()
_thread.start_new_thread(Fails(), ())
begun.wait()
