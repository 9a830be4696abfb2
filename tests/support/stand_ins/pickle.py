"""pickle, for files that import it along the way."""

from stand_in import missing, skip

is_stand_in = True
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4


class PickleError(Exception):
    """See PicklingError."""


class PicklingError(PickleError):
    """Never raised here."""


class UnpicklingError(PickleError):
    """Never raised here."""


def dumps(obj, protocol=None, **kwargs):
    """Skip the running test."""
    skip("pickle")


def loads(data, **kwargs):
    """Skip the running test."""
    skip("pickle")


def __getattr__(name):
    return missing(__name__, name)
