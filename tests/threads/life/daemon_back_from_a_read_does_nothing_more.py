# differs: in CPython the process may be over before the write that wakes the daemon has been made
# needs no WF_SANITIZER
# (ThreadSanitizer takes the end of a file beside a call that reads from it for a race.)
# A daemon whose read() comes back after the end has begun goes no further, however it was called.
import os
import threading
import time

source, sink = os.pipe()
file = open(source, "rb", buffering=0)
pipes = [os.pipe() for _ in range(2)]
lines = [open(end) for end, _ in pipes]
calls = [
    lambda: file.read(1),
    lambda: file.read(*(1,)),
    lambda: os.read(*(source, 1)),
    lambda: file.readinto(*(bytearray(1),)),
    lambda: [*lines[0]],
    lambda: {*lines[1]},
]


class AtTheEnd:
    def __del__(self):
        os.write(sink, b"xxxx")
        for _, end in pipes:
            os.close(end)
        time.sleep(0.1)


def wait(call):
    waiting.count_down()
    call()
    os.write(1, b"on\n")


waiting = threading.CountDownLatch(len(calls))
kept = AtTheEnd()
for call in calls:
    threading.Thread(target=wait, args=(call,), daemon=True).start()
waiting.wait()
time.sleep(0.05)
