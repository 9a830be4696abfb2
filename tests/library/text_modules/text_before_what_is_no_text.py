# Lines before bytes that are no UTF-8 are read, as far as they are not in the same piece of the
# file; and what is read ahead is no more than a piece.
import os
import tempfile

with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "script")
    with open(name, "wb") as f:
        f.write(b"#!/bin/sh\n" + b"echo text\n" * 1000 + b"\xff\xfe binary payload")
    with open(name, encoding="utf-8") as f:
        print(repr(f.readline()), f.buffer.tell())
    count = 0
    try:
        with open(name, encoding="utf-8") as f:
            for line in f:
                count += 1
    except UnicodeDecodeError as error:
        print(count, error)
# expect: '#!/bin/sh\n' 8192
# expect: 819 'utf-8' codec can't decode byte 0xff in position 1818: invalid start byte
