"""What a thread writes while another closes the stream arrives, or the write says that it does not."""
# differs: CPython loses some

import os
import tempfile
import threading

WRITERS, ROUNDS = 3, 60


def write(stream, data, ready, counts, place):
    ready.wait()
    try:
        while True:
            stream.write(data)
            counts[place] += 1
    except ValueError:
        pass


def lost(mode, data):
    """How many of the writes that succeeded are not in the file."""
    descriptor, path = tempfile.mkstemp()
    stream = os.fdopen(descriptor, mode)
    ready, counts = threading.Barrier(WRITERS + 1), [0] * WRITERS
    threads = [threading.Thread(target=write, args=(stream, data, ready, counts, i))
               for i in range(WRITERS)]
    for thread in threads:
        thread.start()
    ready.wait()
    while sum(counts) < 100:
        pass
    stream.close()
    for thread in threads:
        thread.join()
    size = os.path.getsize(path)
    os.remove(path)
    return sum(counts) - size


for mode, data in ("wb", b"x"), ("w", "x"):
    print(mode, sum(lost(mode, data) for _ in range(ROUNDS)))
# expect: wb 0
# expect: w 0
