# Positioned, scattered and copying reads and writes; terminals; what is known of file systems.
import os
import tempfile

with tempfile.TemporaryDirectory() as place:
    name = os.path.join(place, "file")
    fd = os.open(name, os.O_RDWR | os.O_CREAT)
    print(os.writev(fd, [b"abc", bytearray(b"def"), memoryview(b"gh")]))  # expect: 8
    print(os.pwrite(fd, b"XY", 2), os.pread(fd, 4, 1))  # expect: 2 b'bXYe'
    os.lseek(fd, 0, os.SEEK_SET)
    parts = [bytearray(3), bytearray(2)]
    print(os.readv(fd, parts), parts)  # expect: 5 [bytearray(b'abX'), bytearray(b'Ye')]
    print(os.preadv(fd, parts, 4), parts, os.pwritev(fd, [b"1", b"2"], 6))
    # expect: 4 [bytearray(b'efg'), bytearray(b'he')] 2
    os.fdatasync(fd)
    os.posix_fallocate(fd, 0, 100)
    os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_SEQUENTIAL)
    print(os.fstat(fd).st_size)  # expect: 100
    os.lockf(fd, os.F_LOCK, 10)
    os.lockf(fd, os.F_ULOCK, 10)
    other = os.open(os.path.join(place, "other"), os.O_RDWR | os.O_CREAT)
    print(os.sendfile(other, fd, 0, 4), os.copy_file_range(fd, other, 4, 4))  # expect: 4 4
    print(os.pread(other, 20, 0))  # expect: b'abXYef12'
    info = os.statvfs(place)
    print(info.f_bsize > 0, len(info), info == os.fstatvfs(fd) or info.f_frsize > 0)
    # expect: True 10 True
    for call in (lambda: os.pread(fd, -1, 0), lambda: os.writev(fd, 5),
                 lambda: os.fdatasync("x"), lambda: os.fsync(-1)):
        try:
            call()
        except (OSError, TypeError, ValueError) as error:
            print(type(error).__name__, error)
    # expect: OSError [Errno 22] Invalid argument
    # expect: TypeError writev() arg 2 must be a sequence
    # expect: TypeError argument must be an int, or have a fileno() method.
    # expect: ValueError file descriptor cannot be a negative integer (-1)
    os.close(fd)
    os.close(other)

leader, follower = os.openpty()
print(os.isatty(follower), os.ttyname(follower).startswith("/dev/"))  # expect: True True
os.write(follower, b"line\n")
print(os.read(leader, 100))  # expect: b'line\r\n'
ends = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
print(os.get_blocking(ends[0]), os.get_inheritable(ends[0]))  # expect: False False
counter = os.eventfd(3)
os.eventfd_write(counter, 4)
print(os.eventfd_read(counter))  # expect: 7
memory = os.memfd_create("name")
print(os.write(memory, b"abc"), os.fstat(memory).st_size)  # expect: 3 3
print(os.device_encoding(memory), os.ctermid())  # expect: None /dev/tty
