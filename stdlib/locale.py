"""The locale: always "C" with UTF-8.

A stand-in: it answers what programs ask, and formats as the C locale does.
"""

__all__ = ['getlocale', 'getdefaultlocale', 'getpreferredencoding', 'Error',
           'setlocale', 'resetlocale', 'localeconv', 'strcoll', 'strxfrm',
           'str', 'atof', 'atoi', 'format', 'format_string', 'currency', 'normalize',
           'LC_CTYPE', 'LC_COLLATE', 'LC_MESSAGES', 'LC_TIME', 'LC_MONETARY',
           'LC_NUMERIC', 'LC_ALL', 'CHAR_MAX', 'getencoding']

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY = range(5)
LC_MESSAGES, LC_ALL = 5, 6
CHAR_MAX = 127
CODESET = 14

_builtin_str = str


class Error(Exception):
    """A locale that is not supported."""


def setlocale(category, locale=None):
    """The locale's name; Error for any but the C locale and the default."""
    if isinstance(locale, tuple):
        locale = '.'.join(part for part in locale if part)
    if locale in (None, '', 'C', 'POSIX', 'C.UTF-8', 'C.utf8'):
        return 'C.UTF-8' if locale in ('C.UTF-8', 'C.utf8') else 'C'
    raise Error('unsupported locale setting')


def resetlocale(category=LC_ALL):
    """Nothing: there is one locale."""


def localeconv():
    """How numbers are written."""
    return {'int_curr_symbol': '', 'currency_symbol': '',
            'mon_decimal_point': '', 'mon_thousands_sep': '',
            'mon_grouping': [], 'positive_sign': '', 'negative_sign': '',
            'int_frac_digits': CHAR_MAX, 'frac_digits': CHAR_MAX,
            'p_cs_precedes': CHAR_MAX, 'p_sep_by_space': CHAR_MAX,
            'n_cs_precedes': CHAR_MAX, 'n_sep_by_space': CHAR_MAX,
            'p_sign_posn': CHAR_MAX, 'n_sign_posn': CHAR_MAX,
            'decimal_point': '.', 'thousands_sep': '', 'grouping': []}


def getlocale(category=LC_CTYPE):
    """(language, encoding)."""
    return None, 'UTF-8'


def getdefaultlocale(envvars=()):
    """(language, encoding)."""
    return None, 'UTF-8'


def getencoding():
    """The encoding of text files."""
    return 'UTF-8'


def getpreferredencoding(do_setlocale=True):
    """The encoding of text files."""
    return 'UTF-8'


def normalize(localename):
    """The name as it is."""
    return localename


def strcoll(a, b):
    """-1, 0 or 1: by code points."""
    return (a > b) - (a < b)


def strxfrm(s):
    """What to compare instead of s: s."""
    return s


def format_string(f, val, grouping=False, monetary=False):
    """f % val"""
    return f % val


def format(percent, value, grouping=False, monetary=False, *additional):
    """One value by one conversion; deprecated."""
    import re
    import warnings
    warnings.warn('This method will be removed in a future version of Python. '
                  "Use 'locale.format_string()' instead.", DeprecationWarning,
                  stacklevel=2)
    if not re.fullmatch(r'%(\(.*?\))?[-#0-9 +*.hlL]*?[eEfFgGdiouxXcrs%]', percent):
        raise ValueError('format() must be given exactly one %char format '
                         f'specifier, {percent!r} not valid')
    return percent % ((value,) + additional if additional else value)


def currency(val, symbol=True, grouping=False, international=False):
    """ValueError: the C locale knows no currency."""
    raise ValueError('Currency formatting is not possible using '
                     "the 'C' locale.")


def str(val):
    """A float as text."""
    return '%.12g' % val


def delocalize(string):
    """The number as Python writes it: the same."""
    return string


def localize(string, grouping=False, monetary=False):
    """The number as the locale writes it: the same."""
    return string


def atof(string, func=float):
    """The float of a text."""
    return func(string)


def atoi(string):
    """The int of a text."""
    return int(string)


def nl_langinfo(key):
    """The encoding, when asked for; nothing else is known."""
    return 'UTF-8' if key == CODESET else ''


def gettext(message):
    """The message as it is: there are no translations."""
    return message
