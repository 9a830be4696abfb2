# Functions of a module work on when sys.modules does not have the module any more.
import sys
import atexit
import gc
import struct
import time

for name in "struct", "_struct", "atexit", "gc", "time", "_io", "io":
    sys.modules.pop(name, None)
print(struct.pack("<i", 1))         # expect: b'\x01\x00\x00\x00'
print(gc.collect() >= 0)            # expect: True
time.tzset()
atexit.register(print, "the end")
import atexit as again  # a fresh module, the same functions
again.register(print, "almost the end")
try:
    sys.stdin.buffer.raw.write(b"")
except OSError as error:
    print(type(error).__name__, error)  # expect: UnsupportedOperation File not open for writing
# expect: almost the end
# expect: the end
