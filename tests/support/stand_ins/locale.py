"""locale, where the only one is C."""

is_stand_in = True
LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)


class Error(Exception):
    """Another locale than C was asked for."""


def setlocale(category, locale=None):
    """Only C can be set."""
    if locale in (None, "", "C", "POSIX"):
        return "C"
    raise Error("unsupported locale setting")


def localeconv():
    """How the C locale writes numbers."""
    return {"decimal_point": ".", "thousands_sep": "", "grouping": []}


def getlocale(category=LC_CTYPE):
    """No language, no encoding."""
    return (None, None)


def getpreferredencoding(do_setlocale=True):
    """Always UTF-8."""
    return "utf-8"


def getencoding():
    """Always UTF-8."""
    return "utf-8"
