"""What happens when a signal arrives, and ways to send one or to wait for one.

Handlers run in the main thread, between two steps of the program."""

import _signal
from _signal import *
from enum import IntEnum as _IntEnum
from functools import wraps


def _enum(name, wanted):
    """The constants whose names are wanted, as an enum whose members are in this module too."""
    members = sorted((getattr(_signal, key), key) for key in dir(_signal) if wanted(key))
    enum = _IntEnum(name, [(key, value) for value, key in members], module=__name__)
    globals().update(enum.__members__)
    return enum


def _wraps(native):
    """Makes a function look like the native one that it calls, but as this module's own."""
    def decorate(function):
        function = wraps(native)(function)
        function.__module__ = __name__
        return function
    return decorate


Signals = _enum('Signals', lambda name: name.startswith('SIG') and not name.startswith('SIG_'))
Handlers = _enum('Handlers', lambda name: name in ('SIG_DFL', 'SIG_IGN'))
if hasattr(_signal, 'SIG_BLOCK'):
    Sigmasks = _enum('Sigmasks', lambda name: name in ('SIG_BLOCK', 'SIG_UNBLOCK', 'SIG_SETMASK'))


class ItimerError(OSError):
    """A timer could not be set or read."""


ItimerError.__name__ = ItimerError.__qualname__ = 'itimer_error'


def _named(value, enum):
    """The member of the enum with that value, or the value itself."""
    if not isinstance(value, int):
        return value
    try:
        return enum(value)
    except ValueError:
        return value


def _plain(value):
    """A handler as _signal knows it."""
    try:
        return int(value)
    except (ValueError, TypeError):
        return value


@_wraps(_signal.signal)
def signal(signalnum, handler):
    before = _signal.signal(_plain(signalnum), _plain(handler))
    return _named(before, Handlers)


@_wraps(_signal.getsignal)
def getsignal(signalnum):
    return _named(_signal.getsignal(signalnum), Handlers)


def _named_set(signals):
    return {_named(number, Signals) for number in signals}


if hasattr(_signal, 'pthread_sigmask'):
    @_wraps(_signal.pthread_sigmask)
    def pthread_sigmask(how, mask):
        return _named_set(_signal.pthread_sigmask(how, mask))


if hasattr(_signal, 'sigpending'):
    @_wraps(_signal.sigpending)
    def sigpending():
        return _named_set(_signal.sigpending())


if hasattr(_signal, 'sigwait'):
    @_wraps(_signal.sigwait)
    def sigwait(sigset):
        return _named(_signal.sigwait(sigset), Signals)


if hasattr(_signal, 'valid_signals'):
    @_wraps(_signal.valid_signals)
    def valid_signals():
        return _named_set(_signal.valid_signals())


@_wraps(_signal.setitimer)
def setitimer(which, seconds, interval=0.0, /):
    try:
        return _signal.setitimer(which, seconds, interval)
    except OSError as error:
        if type(error) is not OSError:  # a handler's
            raise
        raise ItimerError(error.errno, error.strerror) from None


@_wraps(_signal.getitimer)
def getitimer(which, /):
    try:
        return _signal.getitimer(which)
    except OSError as error:
        raise ItimerError(error.errno, error.strerror) from None


del wraps, _wraps
