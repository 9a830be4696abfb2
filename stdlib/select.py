"""Waiting for files: until one of several can be read or written."""

import _os
from _operator import index as _index

__all__ = ["PIPE_BUF", "POLLERR", "POLLHUP", "POLLIN", "POLLMSG", "POLLNVAL", "POLLOUT", "POLLPRI",
           "POLLRDBAND", "POLLRDHUP", "POLLRDNORM", "POLLWRBAND", "POLLWRNORM", "error", "poll",
           "select"]

POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
POLLRDNORM, POLLRDBAND, POLLWRNORM, POLLWRBAND, POLLMSG, POLLRDHUP = 64, 128, 256, 512, 1024, 8192
PIPE_BUF = 4096  # so much is written to a pipe in one piece
error = OSError


def _descriptor(file):
    if not isinstance(file, int):
        try:
            file = file.fileno()
        except AttributeError:
            raise TypeError("argument must be an int, or have a fileno() method.") from None
        if not isinstance(file, int):
            raise TypeError("fileno() returned a non-integer")
    if not -1 << 31 <= file < 1 << 31:
        raise OverflowError("Python int too large to convert to C int")
    if file < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({file})")
    return file


def _number(timeout, nanoseconds, message):
    """A timeout in units of so many nanoseconds, all of which fit into 64 bits; or None."""
    if timeout is None:
        return None
    if not isinstance(timeout, float):
        try:
            timeout = _index(timeout)
        except TypeError:
            raise TypeError(message) from None
        if not -1 << 63 <= timeout * nanoseconds < 1 << 63:
            raise OverflowError("timestamp too large to convert to C _PyTime_t")
    elif timeout != timeout:
        raise ValueError("Invalid value NaN (not a number)")
    elif abs(timeout * nanoseconds) >= 1 << 63:
        raise OverflowError("timestamp out of range for platform time_t")
    return timeout


def select(rlist, wlist, xlist, timeout=None, /):
    """Wait until a file of rlist can be read, one of wlist written, or one of xlist has something
    urgent; for timeout seconds at most. The lists of those that are ready."""
    seconds = _number(timeout, 10**9, "timeout must be a float or None")
    if seconds is not None and seconds < 0:
        raise ValueError("timeout must be non-negative")
    wanted = [[(file, _descriptor(file)) for file in files] for files in (rlist, wlist, xlist)]
    masks = POLLIN, POLLOUT, POLLPRI
    events = {}
    for files, mask in zip(wanted, masks):
        for _, fd in files:
            events[fd] = events.get(fd, 0) | mask
    ready = dict(_os._poll(list(events.items()), seconds))
    for fd, found in ready.items():
        if found & POLLNVAL:
            raise OSError(9, "Bad file descriptor")
    # The end of a pipe can be read, and an error is found out by writing.
    masks = POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI
    return tuple([file for file, fd in files if ready.get(fd, 0) & mask]
                 for files, mask in zip(wanted, masks))


def _mask(events):
    if not isinstance(events, int):
        raise TypeError("an integer is required")
    if events < 0:
        raise ValueError("value must be positive")
    if events >= 1 << 64:
        raise OverflowError("Python int too large to convert to C unsigned long")
    if events > 0xffff:
        raise OverflowError("Python int too large for C unsigned short")
    return events


class _Poll:
    """A set of files to wait for."""

    def __new__(cls):
        raise TypeError("cannot create 'select.poll' instances")

    def register(self, file, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        """Wait for these events of the file, too."""
        self._events[_descriptor(file)] = [_mask(eventmask)]

    def modify(self, file, eventmask, /):
        """Wait for other events of a file that was registered."""
        fd, eventmask = _descriptor(file), _mask(eventmask)
        try:
            self._events[fd][0] = eventmask
        except KeyError:
            raise FileNotFoundError(2, "No such file or directory") from None

    def unregister(self, file, /):
        """Wait for the file no more."""
        del self._events[_descriptor(file)]

    def poll(self, timeout=None, /):
        """Wait for timeout milliseconds at most: the list of (descriptor, events)."""
        timeout = _number(timeout, 10**6, "timeout must be an integer or None")
        if timeout is not None:
            whole = timeout // 1 if timeout < 0 else -(-timeout // 1)  # away from 0
            if not -1 << 31 <= whole < 1 << 31:
                raise OverflowError("timeout is too large")
            timeout = None if whole < 0 else whole / 1000
        return _os._poll([(fd, mask) for fd, [mask] in list(self._events.items())], timeout)


_Poll.__name__ = _Poll.__qualname__ = "poll"


def poll():
    """A new set of files to wait for, empty."""
    made = object.__new__(_Poll)
    made._events = {}  # descriptor: [mask], so that what modify() changes is not registered by it
    return made
