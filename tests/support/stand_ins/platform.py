"""platform: what the test files ask of it."""

import os

is_stand_in = True


def machine():
    """The processor's name."""
    return os.uname().machine


def system():
    """The system's name."""
    return os.uname().sysname


def release():
    """The system's release."""
    return os.uname().release


def libc_ver(*args, **kwargs):
    """Nobody looks at the version itself."""
    return ("", "")


def python_implementation():
    """This one."""
    return "Weft"


def platform(*args, **kwargs):
    """System, release and processor."""
    return "-".join((system(), release(), machine()))
