# next() on a text file disables tell() until the end, or until the next seek.
import io
import os
import tempfile

def show(function, *args):
    try:
        print(function(*args))
    except OSError as error:
        print(type(error).__name__, error)

handle, path = tempfile.mkstemp()
os.write(handle, b"a\nb\nc\n")
os.close(handle)
with open(path) as f:
    show(f.tell)              # expect: 0
    next(f)
    show(f.tell)              # expect: OSError telling position disabled by next() call
    show(f.seek, 0, 1)        # expect: OSError telling position disabled by next() call
    show(f.readline().strip)  # expect: b
    show(f.tell)              # expect: OSError telling position disabled by next() call
    show(f.seek, 0)           # expect: 0
    show(f.tell)              # expect: 0
    for line in f:
        show(f.tell)
    # expect: OSError telling position disabled by next() call
    # expect: OSError telling position disabled by next() call
    # expect: OSError telling position disabled by next() call
    show(f.tell)              # expect: 6
    f.seek(0)
    next(f)
    show(f.seek, 0, 2)        # expect: 6
    show(f.tell)              # expect: 6

class Lines(io.TextIOWrapper):
    def readline(self):
        return super().readline()

with Lines(open(path, "rb")) as f:
    next(f)
    show(f.tell)              # expect: OSError telling position disabled by next() call
os.remove(path)

below, above = os.pipe()
with open(below) as f, open(above, "w") as g:
    for stream in (f, g):
        for call in (stream.tell, lambda: stream.seek(0), lambda: stream.seek(0, 1)):
            show(call)
# expect: UnsupportedOperation underlying stream is not seekable
# expect: UnsupportedOperation underlying stream is not seekable
# expect: UnsupportedOperation underlying stream is not seekable
# expect: UnsupportedOperation underlying stream is not seekable
# expect: UnsupportedOperation underlying stream is not seekable
# expect: UnsupportedOperation underlying stream is not seekable
