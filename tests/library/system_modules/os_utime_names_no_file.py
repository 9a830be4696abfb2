# What goes wrong with os.utime may be the times' fault: the error names no file.
import os
try:
    os.utime("no such file")
except FileNotFoundError as e:
    print(e, e.filename)
# expect: [Errno 2] No such file or directory None
