"""The executor that CPython has for calls in other processes. There is no need for it where threads
run in parallel, and Weft has none: making one raises NotImplementedError, as it does with CPython
on systems that lack what it needs."""

from concurrent.futures import _base


class BrokenProcessPool(_base.BrokenExecutor):
    """A process of the pool ended unexpectedly."""


def _check_system_limits():
    raise NotImplementedError("there are no process pools: threads run in parallel")


class ProcessPoolExecutor(_base.Executor):
    """Not to be had: ThreadPoolExecutor takes its place."""

    def __init__(self, *args, **kwargs):
        _check_system_limits()
