# poll objects, and what they refuse.
import os
import select

def tell(call, *args):
    try:
        print(call(*args))
    except Exception as e:
        print(type(e).__name__, e)

print(select.PIPE_BUF, select.POLLRDNORM, select.POLLRDBAND, select.POLLWRNORM, select.POLLWRBAND,
      select.POLLMSG, select.POLLRDHUP)
read, write = os.pipe()
poll = select.poll()
print(type(poll), callable(select.poll))
tell(type(poll))
poll.register(read)
poll.register(write, select.POLLOUT)
print(poll.poll(0) == [(write, select.POLLOUT)])
tell(poll.modify, 999, 1)
tell(poll.register, read, -1)
tell(poll.register, read, 1 << 16)
tell(poll.register, read, "a")
tell(poll.register, "a")
tell(poll.register, -1)
tell(poll.poll, "a")
tell(poll.poll, 10 ** 30)
poll.unregister(write)
print(poll.poll(0))
os.close(write)
print(poll.poll() == [(read, select.POLLHUP)])
# expect: 4096 64 128 256 512 1024 8192
# expect: <class 'select.poll'> True
# expect: TypeError cannot create 'select.poll' instances
# expect: True
# expect: FileNotFoundError [Errno 2] No such file or directory
# expect: ValueError value must be positive
# expect: OverflowError Python int too large for C unsigned short
# expect: TypeError an integer is required
# expect: TypeError argument must be an int, or have a fileno() method.
# expect: ValueError file descriptor cannot be a negative integer (-1)
# expect: TypeError timeout must be an integer or None
# expect: OverflowError timestamp too large to convert to C _PyTime_t
# expect: []
# expect: True
