"""unittest.mock, for files that import it along the way (the runner puts it in its place)."""

from stand_in import missing

is_stand_in = True


def __getattr__(name):
    return missing("unittest.mock", name)
