# What open() says of a mode, a buffer size and a newline.
import inspect
import io
import os
import tempfile

fd, path = tempfile.mkstemp()
os.close(fd)
with open(path, buffering=-5) as f:
    print(f.read() == "")
for arguments in ({"newline": "x"}, {"newline": "\n\0"}, {"mode": ""}, {"mode": "b"},
                  {"mode": "+"}, {"mode": "rw"}):
    try:
        open(path, **arguments)
    except ValueError as e:
        print(e)
os.remove(path)
print(inspect.signature(io.BufferedRWPair))
# expect: True
# expect: illegal newline value: x
# expect: embedded null character
# expect: Must have exactly one of create/read/write/append mode and at most one plus
# expect: Must have exactly one of create/read/write/append mode and at most one plus
# expect: Must have exactly one of create/read/write/append mode and at most one plus
# expect: must have exactly one of create/read/write/append mode
# expect: (reader, writer, buffer_size=8192, /)
