# A descriptor whose file is closed while another thread reads from it stays taken until that read
# is over: what is opened meanwhile cannot get its number.
# differs: CPython lets the number be taken at once, and may read from the other file
import io
import os
import threading
import time

for _ in range(20):
    below, above = os.pipe()
    raw = io.FileIO(below)
    got = []
    reader = threading.Thread(target=lambda: got.append(raw.read(5)))
    reader.start()
    stat = f"/proc/self/task/{reader.native_id}/syscall"
    while True:
        with open(stat) as f:
            if f.read().startswith("0 "):
                break
        time.sleep(0.001)
    raw.close()
    assert raw.closed
    try:
        raw.read(1)
    except ValueError as error:
        message = str(error)
    os.write(above, b"first")
    reader.join()
    assert got == [b"first"], got
    try:
        os.fstat(below)
        raise AssertionError("still open")
    except OSError:
        pass
    os.close(above)
print(message)  # expect: I/O operation on closed file

# a thread that reads again and again, and one that closes: an error, never another file's bytes
other = os.open("/dev/zero", os.O_RDONLY)
for _ in range(200):
    below, above = os.pipe()
    os.write(above, b"x" * 1000)
    raw = io.FileIO(below)
    seen = set()

    def read():
        try:
            while True:
                seen.update(raw.read(1))
        except ValueError:
            pass

    reader = threading.Thread(target=read)
    reader.start()
    raw.close()
    taken = [os.dup(other) for _ in range(4)]
    os.close(above)
    reader.join()
    for fd in taken:
        os.close(fd)
    assert seen <= {ord("x")}, seen
os.close(other)
