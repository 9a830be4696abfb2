import errno
for n in (errno.ENOENT, errno.EEXIST, errno.EACCES, errno.EISDIR, errno.ENOTDIR, errno.EINTR, errno.EPIPE, errno.ETIMEDOUT, errno.ECHILD, errno.EPERM, errno.ECONNREFUSED, errno.EAGAIN, errno.ESRCH, 99999):
    e = OSError(n, "m")
    print(type(e).__name__, e.errno == n, e.strerror, e.filename)
print(IOError is OSError, EnvironmentError is OSError, OSError().errno, OSError(1).errno, isinstance(OSError(2, "x"), FileNotFoundError))
try:
    open("/nonexistent/file")
except FileNotFoundError as e:
    print(e, e.errno, e.filename)
# expect: FileNotFoundError True m None
# expect: FileExistsError True m None
# expect: PermissionError True m None
# expect: IsADirectoryError True m None
# expect: NotADirectoryError True m None
# expect: InterruptedError True m None
# expect: BrokenPipeError True m None
# expect: TimeoutError True m None
# expect: ChildProcessError True m None
# expect: PermissionError True m None
# expect: ConnectionRefusedError True m None
# expect: BlockingIOError True m None
# expect: ProcessLookupError True m None
# expect: OSError True m None
# expect: True True None None True
# expect: [Errno 2] No such file or directory: '/nonexistent/file' 2 /nonexistent/file
