"""Small helpers of the other modules."""

__unittest = True

_MAX_LENGTH = 80
_PLACEHOLDER_LEN = 12
_MIN_BEGIN_LEN = 5
_MIN_END_LEN = 5
_MIN_COMMON_LEN = 5
_MIN_DIFF_LEN = _MAX_LENGTH - (_MIN_BEGIN_LEN + _PLACEHOLDER_LEN + _MIN_COMMON_LEN
                               + _PLACEHOLDER_LEN + _MIN_END_LEN)
assert _MIN_DIFF_LEN >= 0


def _shorten(text, prefixlen, suffixlen):
    skipped = len(text) - prefixlen - suffixlen
    if skipped > _PLACEHOLDER_LEN:
        return f"{text[:prefixlen]}[{skipped} chars]{text[len(text) - suffixlen:]}"
    return text


def _common_prefix_length(texts):
    shortest, longest = min(texts), max(texts)
    for place, char in enumerate(shortest):
        if char != longest[place]:
            return place
    return len(shortest)


def _common_shorten_repr(*args):
    """The reprs of some objects, with what is equal in the long ones left out."""
    texts = tuple(map(safe_repr, args))
    longest = max(map(len, texts))
    if longest <= _MAX_LENGTH:
        return texts
    common = _common_prefix_length(texts)
    prefix = texts[0][:common]
    room = _MAX_LENGTH - (longest - common + _MIN_BEGIN_LEN + _PLACEHOLDER_LEN)
    if room > _MIN_COMMON_LEN:
        prefix = _shorten(prefix, _MIN_BEGIN_LEN, room)
        return tuple(prefix + text[common:] for text in texts)
    prefix = _shorten(prefix, _MIN_BEGIN_LEN, _MIN_COMMON_LEN)
    return tuple(prefix + _shorten(text[common:], _MIN_DIFF_LEN, _MIN_END_LEN)
                 for text in texts)


def safe_repr(obj, short=False):
    """repr() that always gives something."""
    try:
        result = repr(obj)
    except Exception:
        result = object.__repr__(obj)
    if not short or len(result) < _MAX_LENGTH:
        return result
    return result[:_MAX_LENGTH] + " [truncated]..."


def strclass(cls):
    return f"{cls.__module__}.{cls.__qualname__}"


def sorted_list_difference(expected, actual):
    """What is only in the first, and only in the second, of two sorted lists."""
    missing, unexpected = [], []
    left = right = 0
    while left < len(expected) and right < len(actual):
        wanted, found = expected[left], actual[right]
        if wanted < found:
            missing.append(wanted)
            left = _past(expected, left)
        elif wanted > found:
            unexpected.append(found)
            right = _past(actual, right)
        else:
            left, right = _past(expected, left), _past(actual, right)
    return missing + list(expected[left:]), unexpected + list(actual[right:])


def _past(items, place):
    """The place after all items equal to the one at a place."""
    item = items[place]
    while place < len(items) and items[place] == item:
        place += 1
    return place


def unorderable_list_difference(expected, actual):
    """The same for items that cannot be compared for order; takes from both lists."""
    missing = []
    while expected:
        item = expected.pop()
        try:
            actual.remove(item)
        except ValueError:
            missing.append(item)
    return missing, actual


def three_way_cmp(x, y):
    """-1, 0 or 1."""
    return (x > y) - (x < y)


class _Mismatch(tuple):
    """How often a value occurs in two sequences."""

    __slots__ = ()

    def __new__(cls, actual, expected, value):
        return super().__new__(cls, (actual, expected, value))

    actual = property(lambda self: self[0])
    expected = property(lambda self: self[1])
    value = property(lambda self: self[2])


Mismatch = _Mismatch


def _count_diff_all_purpose(actual, expected):
    """The mismatches of two sequences whose items only have to support ==."""
    first, second = list(actual), list(expected)
    gone = object()  # replaces the items that were counted
    result = []
    for items, is_first in ((first, True), (second, False)):
        for place, item in enumerate(items):
            if item is gone:
                continue
            in_first = in_second = 0
            if is_first:
                for later in range(place, len(first)):
                    if first[later] == item:
                        in_first += 1
                        first[later] = gone
                start = 0
            else:
                start = place
            for other in range(start, len(second)):
                if second[other] == item:
                    in_second += 1
                    second[other] = gone
            if in_first != in_second:
                result.append(_Mismatch(in_first, in_second, item))
    return result


def _count_diff_hashable(actual, expected):
    """The mismatches of two sequences of hashable items."""
    from collections import Counter
    first, second = Counter(actual), Counter(expected)
    result = [_Mismatch(count, second.get(item, 0), item) for item, count in first.items()
              if count != second.get(item, 0)]
    result.extend(_Mismatch(0, count, item) for item, count in second.items()
                  if item not in first)
    return result
