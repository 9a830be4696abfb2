"""Regular expressions.

The work is done by _re, on PCRE2; the flags, the error class and what is used
rarely is here.
"""

from _re import (Match, Pattern, compile, findall, finditer, fullmatch, match,
                 purge, search, split, sub, subn)

__all__ = [
    'match', 'fullmatch', 'search', 'sub', 'subn', 'split', 'findall',
    'finditer', 'compile', 'purge', 'template', 'escape', 'error', 'Pattern',
    'Match', 'A', 'I', 'L', 'M', 'S', 'X', 'U', 'ASCII', 'IGNORECASE',
    'LOCALE', 'MULTILINE', 'DOTALL', 'VERBOSE', 'UNICODE', 'NOFLAG',
    'RegexFlag',
]

__version__ = '2.2.1'


class error(Exception):
    """A pattern that is none: msg says why, pos where in pattern.

    lineno and colno are the place as line and column; all three places are
    None when there is none to tell.
    """

    __module__ = 're'

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is None or pos is None:
            self.lineno = self.colno = None
            super().__init__(msg)
            return
        newline = '\n' if isinstance(pattern, str) else b'\n'
        self.lineno = pattern.count(newline, 0, pos) + 1
        self.colno = pos - pattern.rfind(newline, 0, pos)
        text = f'{msg} at position {pos}'
        if newline in pattern:
            text += f' (line {self.lineno}, column {self.colno})'
        super().__init__(text)


def _make_flags():
    """RegexFlag and its members, made when something first asks for one."""
    import enum

    class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
        """The options of a regular expression."""
        NOFLAG = 0
        ASCII = A = 256
        IGNORECASE = I = 2
        LOCALE = L = 4
        UNICODE = U = 32
        MULTILINE = M = 8
        DOTALL = S = 16
        VERBOSE = X = 64
        TEMPLATE = T = 1
        DEBUG = 128

        __str__ = object.__str__
        _numeric_repr_ = hex

    RegexFlag.__qualname__ = 'RegexFlag'
    RegexFlag.__repr__ = enum.global_flag_repr
    made = {'RegexFlag': RegexFlag, **RegexFlag.__members__}
    # Of several threads one makes what all of them then use.
    kept = globals().setdefault('_flags', made)
    globals().update(kept)
    return kept


_FLAG_NAMES = frozenset((
    'RegexFlag', 'NOFLAG', 'ASCII', 'A', 'IGNORECASE', 'I', 'LOCALE', 'L',
    'UNICODE', 'U', 'MULTILINE', 'M', 'DOTALL', 'S', 'VERBOSE', 'X',
    'TEMPLATE', 'T', 'DEBUG'))


def __getattr__(name):
    if name in _FLAG_NAMES:
        return _make_flags()[name]
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')


def __dir__():
    return sorted({*globals(), *_FLAG_NAMES})


def _compile(pattern, flags):
    """What a pickled pattern is made with."""
    return compile(pattern, flags)


def template(pattern, flags=0):
    """compile with a flag that does nothing; deprecated."""
    import warnings
    warnings.warn(
        'The re.template() function is deprecated as it is an undocumented '
        'function without an obvious purpose. Use re.compile() instead.',
        DeprecationWarning)
    with warnings.catch_warnings():
        warnings.simplefilter('ignore', DeprecationWarning)
        return compile(pattern, flags | 1)


_special = {c: '\\' + chr(c) for c in b'()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    """The pattern that matches exactly this text."""
    if isinstance(pattern, str):
        return pattern.translate(_special)
    pattern = str(pattern, 'latin1')
    return pattern.translate(_special).encode('latin1')


class Scanner:
    """Cuts a string into tokens.

    lexicon is a list of (pattern, action): the first pattern that matches
    says what becomes of the text. An action is a function of the scanner and
    the text, or a value, or None to leave the text out.
    """

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._actions = {}
        number = 1
        parts = []
        for phrase, action in lexicon:
            self._actions[number] = action
            parts.append(f'({phrase})')
            number += compile(phrase, flags).groups + 1
        self.scanner = compile('|'.join(parts), flags)

    def scan(self, string):
        """The list of results, and the rest that nothing matched."""
        result = []
        next_match = self.scanner.scanner(string).match
        start = 0
        while True:
            m = next_match()
            if not m:
                break
            end = m.end()
            if start == end:
                break
            action = self._actions[m.lastindex]
            if callable(action):
                self.match = m
                action = action(self, m.group())
            if action is not None:
                result.append(action)
            start = end
        return result, string[start:]
