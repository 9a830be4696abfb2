# A negative number as a path was taken for no descriptor, and the path for a text that was not there.
# differs: -1 is a bad descriptor to all of them, also where CPython reads something else into it
import os
for function, args in ((os.listdir, ()), (os.scandir, ()), (os.stat, ()), (os.chdir, ()),
                       (os.utime, ()), (os.listxattr, ())):
    try:
        function(-1, *args)
    except OSError as e:
        print(function.__name__, e.strerror)
# expect: listdir Bad file descriptor
# expect: scandir Bad file descriptor
# expect: stat Bad file descriptor
# expect: chdir Bad file descriptor
# expect: utime Bad file descriptor
# expect: listxattr Bad file descriptor
