"""Text as broken-down time: what time.strptime does.

A format becomes a regular expression whose groups are named after the directives. What they matched
is then turned into numbers, and what was not said is worked out: the weekday, the day of the year,
or the date from a week number.
"""

import re
import time

__all__ = []

_CACHE_SIZE = 5

# Directives whose text does not depend on the locale.
_FIXED = {
    'd': r'3[01]|[12]\d|0[1-9]|[1-9]| [1-9]',
    'f': r'\d{1,6}',
    'G': r'\d{4}',
    'H': r'2[0-3]|[01]\d|\d',
    'I': r'1[0-2]|0[1-9]|[1-9]',
    'j': r'36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]',
    'm': r'1[0-2]|0[1-9]|[1-9]',
    'M': r'[0-5]\d|\d',
    'S': r'6[01]|[0-5]\d|\d',
    'u': r'[1-7]',
    'U': r'5[0-3]|[0-4]\d|\d',
    'V': r'5[0-3]|0[1-9]|[1-4]\d|\d',
    'w': r'[0-6]',
    'W': r'5[0-3]|[0-4]\d|\d',
    'y': r'\d\d',
    'Y': r'\d{4}',
    'z': r'[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|(?-i:Z)',
}

_DAYS_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


# --- The calendar: days are counted from 1 January of year 1, which is day 1, a Monday ---

def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before_month(year, month):
    return _DAYS_BEFORE[month] + (month > 2 and _is_leap(year))


def _day_number(year, month, day):
    before = year - 1
    return (before * 365 + before // 4 - before // 100 + before // 400
            + _days_before_month(year, month) + day)


def _month_and_day(year, day_of_year):
    month = next(m for m in range(12, 0, -1)
                 if _days_before_month(year, m) < day_of_year)
    return month, day_of_year - _days_before_month(year, month)


def _weekday(day_number):
    """Monday is 0."""
    return (day_number + 6) % 7


def _day_of_week_number(year, week, weekday, monday_first):
    """The day of the year, which may lie outside it, for %U or %W and a weekday."""
    first = _weekday(_day_number(year, 1, 1))
    if not monday_first:
        first = (first + 1) % 7
        weekday = (weekday + 1) % 7
    if week == 0:
        return 1 + weekday - first
    return 1 + (7 - first) % 7 + 7 * (week - 1) + weekday


def _day_number_of_iso(year, week, weekday):
    """The day number for %G, %V and a weekday counted from 1."""
    fourth = _day_number(year, 1, 4)
    return fourth - _weekday(fourth) + 7 * (week - 1) + weekday - 1


# --- The locale's words ---

def _text_of(directive, *, month=1, weekday=0, hour=0):
    return time.strftime(directive, (1999, month, 1, hour, 0, 0, weekday, 1, 0)).lower()


class _Words:
    """Names of days, months, halves of the day and time zones; the formats of %c, %x and %X."""

    def __init__(self):
        self.key = self.current()
        self.days = [_text_of('%A', weekday=i) for i in range(7)]
        self.short_days = [_text_of('%a', weekday=i) for i in range(7)]
        self.months = [''] + [_text_of('%B', month=i) for i in range(1, 13)]
        self.short_months = [''] + [_text_of('%b', month=i) for i in range(1, 13)]
        self.halves = [_text_of('%p', hour=1), _text_of('%p', hour=22)]
        self.zones = (frozenset(('utc', 'gmt', time.tzname[0].lower())),
                      frozenset((time.tzname[1].lower(),) if time.daylight else ()))
        self.formats = {letter: self._format_of('%' + letter) for letter in 'cxX'}

    @staticmethod
    def current():
        """What the words depend on."""
        return (_text_of('%A'), _text_of('%B'), _text_of('%p', hour=22), time.tzname, time.daylight)

    def _format_of(self, directive):
        """The directives that a composed one stands for: found by what it makes of a known time."""
        known = (1999, 3, 17, 22, 44, 55, 2, 76, 0)
        text = time.strftime(directive, known).lower().replace('%', '%%')
        pieces = [(self.days[2], '%A'), (self.months[3], '%B'), (self.short_days[2], '%a'),
                  (self.short_months[3], '%b'), (self.halves[1], '%p'), ('1999', '%Y'),
                  ('99', '%y'), ('22', '%H'), ('44', '%M'), ('55', '%S'), ('76', '%j'),
                  ('17', '%d'), ('03', '%m'), ('3', '%m'), ('2', '%w'), ('10', '%I')]
        for word, replacement in pieces:
            if word:
                text = text.replace(word, replacement)
        for zone in sorted(self.zones[0] | self.zones[1], key=len, reverse=True):
            if zone:
                text = text.replace(zone, '%Z')
        return text

    def pattern(self, letter):
        """The regular expression for the words of a directive."""
        words = {'A': self.days, 'a': self.short_days, 'B': self.months[1:],
                 'b': self.short_months[1:], 'p': self.halves,
                 'Z': [*self.zones[0], *self.zones[1]]}[letter]
        words = sorted((w for w in words if w), key=len, reverse=True)
        return '|'.join(map(re.escape, words))


def _format_pattern(text, words):
    """The regular expression for a format. KeyError: the bad directive; IndexError: a lone %."""
    out = []
    at = 0
    while at < len(text):
        char = text[at]
        at += 1
        if char.isspace():
            while at < len(text) and text[at].isspace():
                at += 1
            out.append(r'\s+')
        elif char != '%':
            out.append(re.escape(char))
        else:
            letter = text[at]
            at += 1
            if letter == '%':
                out.append('%')
            elif letter in words.formats:
                out.append(_format_pattern(words.formats[letter], words))
            else:
                body = _FIXED[letter] if letter in _FIXED else words.pattern(letter)
                out.append(f'(?P<{letter}>{body})' if body else '')
    return ''.join(out)


_words = None
_patterns = {}


def _compiled(text):
    global _words
    if _words is None or _words.key != _Words.current():
        _words = _Words()
        _patterns.clear()
    found = _patterns.get(text)
    if found is None:
        if len(_patterns) > _CACHE_SIZE:
            _patterns.clear()
        try:
            found = re.compile(_format_pattern(text, _words), re.IGNORECASE)
        except KeyError as error:
            raise ValueError(f"'{error.args[0]}' is a bad directive in format '{text}'") from None
        except IndexError:
            raise ValueError(f"stray % in format '{text}'") from None
        _patterns[text] = found
    return found, _words


# --- What was matched, as numbers ---

def _offset(text):
    """Seconds east of Greenwich, and microseconds, of what %z matched."""
    if text == 'Z':
        return 0, 0
    digits = text[1:]
    if digits[2] == ':':
        if len(digits) > 5 and digits[5] != ':':
            raise ValueError(f'Inconsistent use of : in {text}')
        digits = digits.replace(':', '')
    seconds = int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + int(digits[4:6] or 0)
    micro = int(digits[7:].ljust(6, '0'))
    return (-seconds, -micro) if text[0] == '-' else (seconds, micro)


def _zone(text, words):
    """tm_isdst for a zone's name; -1 where the name does not tell."""
    text = text.lower()
    for is_dst, names in enumerate(words.zones):
        if text in names:
            if (time.tzname[0] == time.tzname[1] and time.daylight
                    and text not in ('utc', 'gmt')):
                break
            return is_dst
    return -1


def _hour(found, words):
    if 'H' in found:
        return int(found['H'])
    if 'I' not in found:
        return 0
    hour = int(found['I']) % 12
    return hour + 12 if found.get('p', '').lower() == words.halves[1] != '' else hour


def _year(found):
    if 'Y' in found:
        return int(found['Y'])
    if 'y' in found:
        year = int(found['y'])
        return year + (2000 if year <= 68 else 1900)
    return None


def _month(found, words):
    if 'm' in found:
        return int(found['m'])
    if 'B' in found:
        return words.months.index(found['B'].lower())
    return words.short_months.index(found['b'].lower()) if 'b' in found else 1


def _said_weekday(found, words):
    if 'A' in found:
        return words.days.index(found['A'].lower())
    if 'a' in found:
        return words.short_days.index(found['a'].lower())
    if 'w' in found:
        return (int(found['w']) + 6) % 7
    return int(found['u']) - 1 if 'u' in found else None


def _check_iso(found, weekday):
    """%G and %V only make sense together, with a weekday and without another year."""
    if 'G' in found:
        if 'V' not in found or weekday is None:
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive "
                             "'%V' and a weekday directive ('%A', '%a', '%w', or '%u').")
        if 'j' in found:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year "
                             "directive '%G'. Use '%Y' instead.")
    elif 'V' in found:
        if weekday is None:
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive "
                             "'%G' and a weekday directive ('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. "
                         "Use the ISO year '%G' instead.")


def _date(found, words):
    """(year, month, day, weekday, day of the year)"""
    year, month, day = _year(found), _month(found, words), int(found.get('d', 1))
    weekday = _said_weekday(found, words)
    _check_iso(found, weekday)
    julian = int(found['j']) if 'j' in found else None
    # 29 February of no year in particular belongs to one that has it.
    is_leap_day = year is None and month == 2 and day == 29
    year = 1904 if is_leap_day else 1900 if year is None else year
    if julian is None and weekday is not None:
        week = 'U' if 'U' in found else 'W' if 'W' in found else None
        if 'G' in found:
            year = int(found['G'])
            number = _day_number_of_iso(year, int(found['V']), weekday + 1)
            if number < _day_number(year, 1, 1):
                year -= 1
            julian = number - _day_number(year, 1, 1) + 1
        elif week is not None and ('Y' in found or 'y' in found):
            julian = _day_of_week_number(year, int(found[week]), weekday, week == 'W')
            if julian <= 0:
                year -= 1
                julian += 365 + _is_leap(year)
    if julian is None:
        if day > 28 and day > (_day_number(year + month // 12, month % 12 + 1, 1)
                               - _day_number(year, month, 1)):
            raise ValueError('day is out of range for month')
        julian = _days_before_month(year, month) + day
    else:
        # The day of the year is told as it was given, even if that is a day of the next year.
        rest = julian
        while rest > 365 + _is_leap(year):
            rest -= 365 + _is_leap(year)
            year += 1
        month, day = _month_and_day(year, rest)
    if not 1 <= year <= 9999:
        raise ValueError(f'year {year} is out of range')
    if weekday is None:
        weekday = _weekday(_day_number(year, month, day))
    return 1900 if is_leap_day else year, month, day, weekday, julian


def _strptime(data_string, format='%a %b %d %H:%M:%S %Y'):
    """((struct_time's eleven values), microseconds, the offset's microseconds)"""
    for index, argument in enumerate((data_string, format)):
        if not isinstance(argument, str):
            raise TypeError(f'strptime() argument {index} must be str, not {type(argument)}')
    pattern, words = _compiled(format)
    match = pattern.match(data_string)
    if match is None:
        raise ValueError(f'time data {data_string!r} does not match format {format!r}')
    if match.end() != len(data_string):
        raise ValueError(f'unconverted data remains: {data_string[match.end():]}')
    found = match.groupdict()
    offset, offset_fraction = _offset(found['z']) if 'z' in found else (None, 0)
    zone = found.get('Z')
    is_dst = _zone(zone, words) if zone else -1
    year, month, day, weekday, julian = _date(found, words)
    values = (year, month, day, _hour(found, words), int(found.get('M', 0)),
              int(found.get('S', 0)), weekday, julian, is_dst, zone, offset)
    return values, int(found.get('f', '').ljust(6, '0')), offset_fraction


def _strptime_time(data_string, format='%a %b %d %H:%M:%S %Y'):
    """time.strptime"""
    return time.struct_time(_strptime(data_string, format)[0])


def _strptime_datetime(cls, data_string, format='%a %b %d %H:%M:%S %Y'):
    """datetime.datetime.strptime"""
    import datetime
    values, fraction, offset_fraction = _strptime(data_string, format)
    zone, offset = values[-2:]
    arguments = values[:6] + (fraction,)
    if offset is None:
        return cls(*arguments)
    delta = datetime.timedelta(seconds=offset, microseconds=offset_fraction)
    tzinfo = datetime.timezone(delta, zone) if zone else datetime.timezone(delta)
    return cls(*arguments, tzinfo)
