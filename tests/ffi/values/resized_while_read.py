# needs no WF_SANITIZER
# differs: CPython leaves what comes behind as the memory was
# What others read while a value is resized is its own memory, as much as there is.
import threading
from ctypes import create_string_buffer, resize

buffer = create_string_buffer(b'x' * 32, 32)
failures = []
begin = threading.Barrier(3)


def change():
    begin.wait()
    for i in range(50000):
        resize(buffer, 48)
        resize(buffer, 32)


def look(get):
    begin.wait()
    for i in range(100000):
        seen = get()
        if seen.rstrip(b'\0') != b'x' * 32:
            failures.append(len(seen))


threads = [threading.Thread(target=change),
           threading.Thread(target=look, args=(lambda: buffer.raw,)),
           threading.Thread(target=look, args=(lambda: memoryview(buffer).tobytes(),))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(failures[:5])  # expect: []
