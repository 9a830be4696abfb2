import atexit, sys
class Stream:
    def flush(self):
        raise ValueError("no room")
    def __repr__(self):
        return "<stream>"
sys.stdout = Stream()

# expect stderr: Exception ignored in: <stream>
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "stdout_cannot_be_flushed.py", line 4, in flush
# expect stderr:     raise ValueError("no room")
# expect stderr: ValueError: no room
# exit: 120
