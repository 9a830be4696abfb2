"""Helpers for tests that start threads."""

import contextlib
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
    """Nothing to remember."""
    return ()


def threading_cleanup(*original_values):
    """Nothing to compare."""


def reap_threads(function):
    """Threads of the test end by themselves."""
    return function


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
