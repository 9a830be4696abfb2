"""Ctrl-C during a run: the first one ends it after the current test, the second one at once."""

import weakref
from functools import wraps

__unittest = True


class _InterruptHandler:
    def __init__(self, default_handler):
        import signal
        self.called = False
        self.original_handler = default_handler
        if isinstance(default_handler, int):
            if default_handler == signal.SIG_DFL:
                default_handler = signal.default_int_handler
            elif default_handler == signal.SIG_IGN:
                def default_handler(signum, frame):
                    pass
            else:
                raise TypeError("expected SIGINT signal handler to be signal.SIG_IGN, "
                                "signal.SIG_DFL, or a callable object")
        self.default_handler = default_handler

    def __call__(self, signum, frame):
        import signal
        if signal.getsignal(signal.SIGINT) is not self or self.called:
            # Somebody put another handler over this one, or it is the second time.
            self.default_handler(signum, frame)
            return
        self.called = True
        for result in list(_results):
            result.stop()


_results = weakref.WeakKeyDictionary()
_interrupt_handler = None


def registerResult(result):
    """Have Ctrl-C stop the run that this result belongs to."""
    _results[result] = 1


def removeResult(result):
    """Take that back; tells whether it was registered."""
    return bool(_results.pop(result, None))


def installHandler():
    """Handle Ctrl-C as described above."""
    global _interrupt_handler
    if _interrupt_handler is None:
        import signal
        _interrupt_handler = _InterruptHandler(signal.getsignal(signal.SIGINT))
        signal.signal(signal.SIGINT, _interrupt_handler)


def removeHandler(method=None):
    """Handle Ctrl-C as before, or as a decorator: while the decorated test runs."""
    if method is not None:
        @wraps(method)
        def inner(*args, **kwargs):
            import signal
            handler = signal.getsignal(signal.SIGINT)
            removeHandler()
            try:
                return method(*args, **kwargs)
            finally:
                signal.signal(signal.SIGINT, handler)
        return inner
    global _interrupt_handler
    if _interrupt_handler is not None:
        import signal
        signal.signal(signal.SIGINT, _interrupt_handler.original_handler)
        _interrupt_handler = None
    return None
