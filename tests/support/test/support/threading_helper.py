"""Helpers for tests that start threads."""

import _thread
import contextlib
import functools
import time
import unittest


def _have_threads():
    try:
        import threading
        return not getattr(threading, "is_stand_in", False)
    except ImportError:
        return False


can_start_thread = _have_threads()


def requires_working_threading(*, module=False):
    """Skip a test, or a module, where there are no threads."""
    if module:
        if not can_start_thread:
            raise unittest.SkipTest("needs threading")
        return None
    return unittest.skipUnless(can_start_thread, "needs threading")


def threading_setup():
    """How many threads there are, for threading_cleanup()."""
    return (_thread._count(),)


def threading_cleanup(*original_values):
    """Wait until no more threads are left than before."""
    deadline = time.monotonic() + 10
    while _thread._count() > original_values[0]:
        if time.monotonic() > deadline:
            raise AssertionError(f"{_thread._count()} threads, before {original_values[0]}")
        time.sleep(0.001)


def reap_threads(function):
    """The threads of a test have ended when it has."""
    @functools.wraps(function)
    def wrapper(*args):
        before = threading_setup()
        try:
            return function(*args)
        finally:
            threading_cleanup(*before)
    return wrapper


@contextlib.contextmanager
def wait_threads_exit(timeout=None):
    """The threads that the block starts have ended after it."""
    before = threading_setup()
    try:
        yield
    finally:
        threading_cleanup(*before)


def join_thread(thread, timeout=30):
    """Wait for a thread, not for ever."""
    thread.join(timeout)
    if thread.is_alive():
        raise AssertionError(f"{thread} did not end in {timeout} seconds")


@contextlib.contextmanager
def start_threads(threads, unlock=None):
    """Start threads, and join them after the block."""
    if not can_start_thread:
        raise unittest.SkipTest("needs threading")
    threads = list(threads)
    try:
        for thread in threads:
            thread.start()
        yield
    finally:
        if unlock:
            unlock()
        for thread in threads:
            join_thread(thread)
