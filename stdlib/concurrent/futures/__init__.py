"""Calls that run elsewhere, and their results.

An executor takes calls and gives back a Future for each; ThreadPoolExecutor makes them in a number
of threads. wait() and as_completed() wait for several futures.
"""

from concurrent.futures._base import (
    ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, BrokenExecutor, CancelledError, Executor,
    Future, InvalidStateError, TimeoutError, as_completed, wait)

__all__ = [
    "ALL_COMPLETED", "BrokenExecutor", "CancelledError", "Executor", "FIRST_COMPLETED",
    "FIRST_EXCEPTION", "Future", "InvalidStateError", "ProcessPoolExecutor", "ThreadPoolExecutor",
    "TimeoutError", "as_completed", "wait",
]


def __dir__():
    return [*__all__, "__doc__"]


def __getattr__(name):
    # Who only needs futures is spared the rest.
    global ProcessPoolExecutor, ThreadPoolExecutor
    if name == "ThreadPoolExecutor":
        from concurrent.futures.thread import ThreadPoolExecutor
        return ThreadPoolExecutor
    if name == "ProcessPoolExecutor":
        from concurrent.futures.process import ProcessPoolExecutor
        return ProcessPoolExecutor
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
