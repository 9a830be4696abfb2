# sys.stderr cannot be written to: what ended the thread comes out nevertheless, and alone.
# differs: CPython says nothing
import os
import sys
import tempfile
import threading


class Broken:
    def write(self, text):
        raise OSError("broken")

    def flush(self):
        pass


def work():
    raise ValueError("what ended it")


with tempfile.TemporaryFile() as file:
    before = os.dup(2)
    os.dup2(file.fileno(), 2)
    sys.stderr = Broken()
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    sys.stderr = sys.__stderr__
    os.dup2(before, 2)
    os.close(before)
    file.seek(0)
    lines = file.read().decode().splitlines()
print(lines[0])  # expect: Traceback (most recent call last):
print(lines[-1])  # expect: ValueError: what ended it
print(any("broken" in line for line in lines))  # expect: False
