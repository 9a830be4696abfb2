# Two writers over each other above a file: there is no uppermost that is flushed when the file goes.
# differs: CPython crashes
import gc
import io


class Writer(io.BufferedWriter):
    def writable(self):
        return True


file = io.FileIO("/dev/null", "w")
a = Writer(file)
b = Writer(a)
a.__init__(b)
try:
    a.write(b"x" * 10000)
except RecursionError:
    print("nowhere to write to")
del a, b
print(file.close())
gc.collect()
a = Writer(io.FileIO("/dev/null", "w", closefd=True))
a.__init__(a)
del a
gc.collect()
print("collected")
# expect: nowhere to write to
# expect: None
# expect: collected
