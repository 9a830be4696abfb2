import io, os
for call in (lambda: open(999), lambda: io.FileIO(999), lambda: os.listdir(999), lambda: os.scandir(999),
             lambda: os.truncate(999, 0), lambda: os.fstat(999), lambda: os.chmod(999, 0), lambda: open("/"),
             lambda: os.listdir("/no such")):
    try:
        call()
    except OSError as error:
        print(error)
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor
# expect: [Errno 9] Bad file descriptor: 999
# expect: [Errno 21] Is a directory: '/'
# expect: [Errno 2] No such file or directory: '/no such'
