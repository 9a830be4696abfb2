# What a buffered stream over a closed file says.
import os

for mode in "rb", "wb":
    stream = open(os.devnull, mode)
    stream.close()
    for name, arguments in (("tell", ()), ("seek", (0,)), ("truncate", ()), ("flush", ()),
                            ("detach", ()), ("readable", ()), ("writable", ()), ("__next__", ()),
                            ("fileno", ())):
        try:
            print(name, getattr(stream, name)(*arguments))
        except ValueError as e:
            print(name, type(e).__name__, e)
# expect: tell ValueError I/O operation on closed file
# expect: seek ValueError seek of closed file
# expect: truncate ValueError truncate of closed file
# expect: flush ValueError I/O operation on closed file.
# expect: detach ValueError I/O operation on closed file.
# expect: readable ValueError I/O operation on closed file
# expect: writable False
# expect: __next__ ValueError readline of closed file
# expect: fileno ValueError I/O operation on closed file
# expect: tell ValueError I/O operation on closed file
# expect: seek ValueError seek of closed file
# expect: truncate ValueError truncate of closed file
# expect: flush ValueError flush of closed file
# expect: detach ValueError flush of closed file
# expect: readable False
# expect: writable ValueError I/O operation on closed file
# expect: __next__ UnsupportedOperation read
# expect: fileno ValueError I/O operation on closed file
