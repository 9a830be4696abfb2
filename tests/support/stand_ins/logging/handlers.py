"""logging.handlers, for files that import it along the way."""

from stand_in import missing

is_stand_in = True


def __getattr__(name):
    return missing(__name__, name)
