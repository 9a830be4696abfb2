"""Compare sequences, and show the differences between texts."""

from types import GenericAlias

__all__ = ["Differ", "IS_CHARACTER_JUNK", "IS_LINE_JUNK", "Match", "SequenceMatcher",
           "context_diff", "diff_bytes", "get_close_matches", "ndiff", "restore",
           "unified_diff"]


class Match(tuple):
    """A block that two sequences have in common: where it is in each, and how long it is."""

    __slots__ = ()
    __match_args__ = ("a", "b", "size")
    _fields = __match_args__

    def __new__(cls, a, b, size):
        return tuple.__new__(cls, (a, b, size))

    @classmethod
    def _make(cls, items):
        return cls(*items)

    def _asdict(self):
        return dict(zip(self._fields, self))

    def __getnewargs__(self):
        return tuple(self)

    def __repr__(self):
        return f"Match(a={self[0]}, b={self[1]}, size={self[2]})"

    a = property(lambda self: self[0])
    b = property(lambda self: self[1])
    size = property(lambda self: self[2])


def _ratio(matches, length):
    return 2.0 * matches / length if length else 1.0


class SequenceMatcher:
    """Finds what two sequences of hashable items have in common, as a reader would see it.

    The longest common block is found first, then the same is done to the left and to the
    right of it. Items for which isjunk is true, and with `autojunk` those that make up more than
    1 % of a long second sequence, do not start a block. What is known about the second sequence is
    kept: to compare one with many, set the one as the second and change the first.
    """

    __class_getitem__ = classmethod(GenericAlias)

    def __init__(self, isjunk=None, a="", b="", autojunk=True):
        self.isjunk = isjunk
        self.a = self.b = None
        self.autojunk = autojunk
        self.set_seqs(a, b)

    def set_seqs(self, a, b):
        """Set both sequences."""
        self.set_seq1(a)
        self.set_seq2(b)

    def set_seq1(self, a):
        """Set the first sequence."""
        if a is self.a:
            return
        self.a = a
        self.matching_blocks = self.opcodes = None

    def set_seq2(self, b):
        """Set the second sequence."""
        if b is self.b:
            return
        self.b = b
        self.matching_blocks = self.opcodes = None
        self.fullbcount = None
        self._index()

    def _index(self):
        """Note where in the second sequence each item is, without junk and popular items."""
        places = {}
        for place, item in enumerate(self.b):
            places.setdefault(item, []).append(place)
        self.bjunk = set()
        if self.isjunk:
            self.bjunk.update(item for item in places if self.isjunk(item))
            for item in self.bjunk:
                del places[item]
        self.bpopular = set()
        length = len(self.b)
        if self.autojunk and length >= 200:
            limit = length // 100 + 1
            self.bpopular.update(item for item, found in places.items() if len(found) > limit)
            for item in self.bpopular:
                del places[item]
        self.b2j = places

    def find_longest_match(self, alo=0, ahi=None, blo=0, bhi=None):
        """The longest block in a[alo:ahi] and b[blo:bhi]; of several, the first in a, then in b."""
        a, b = self.a, self.b
        ahi = len(a) if ahi is None else ahi
        bhi = len(b) if bhi is None else bhi
        besti, bestj, best = alo, blo, 0
        # lengths[j]: the length of the block that ends with the previous item of a and b[j].
        lengths = {}
        nothing = ()
        places = self.b2j
        for i in range(alo, ahi):
            current = {}
            for j in places.get(a[i], nothing):
                if j < blo:
                    continue
                if j >= bhi:
                    break
                length = current[j] = lengths.get(j - 1, 0) + 1
                if length > best:
                    besti, bestj, best = i - length + 1, j - length + 1, length
            lengths = current
        # Popular items, and then junk, may lengthen it at both ends.
        junk = self.bjunk
        for with_junk in (False, True):
            while (besti > alo and bestj > blo and (b[bestj - 1] in junk) is with_junk
                   and a[besti - 1] == b[bestj - 1]):
                besti, bestj, best = besti - 1, bestj - 1, best + 1
            while (besti + best < ahi and bestj + best < bhi
                   and (b[bestj + best] in junk) is with_junk
                   and a[besti + best] == b[bestj + best]):
                best += 1
        return Match(besti, bestj, best)

    def get_matching_blocks(self):
        """All the blocks in order, and an empty one at the end of both sequences."""
        if self.matching_blocks is not None:
            return self.matching_blocks
        found = []
        waiting = [(0, len(self.a), 0, len(self.b))]
        while waiting:
            alo, ahi, blo, bhi = waiting.pop()
            i, j, size = match = self.find_longest_match(alo, ahi, blo, bhi)
            if not size:
                continue
            found.append(match)
            if alo < i and blo < j:
                waiting.append((alo, i, blo, j))
            if i + size < ahi and j + size < bhi:
                waiting.append((i + size, ahi, j + size, bhi))
        found.sort()
        # Blocks that touch are one.
        blocks = []
        i = j = size = 0
        for next_i, next_j, next_size in found:
            if i + size == next_i and j + size == next_j:
                size += next_size
                continue
            if size:
                blocks.append(Match(i, j, size))
            i, j, size = next_i, next_j, next_size
        if size:
            blocks.append(Match(i, j, size))
        blocks.append(Match(len(self.a), len(self.b), 0))
        self.matching_blocks = blocks
        return blocks

    def get_opcodes(self):
        """How to turn the first into the second: a list of (tag, i1, i2, j1, j2).

        a[i1:i2] becomes b[j1:j2]. The tags: "replace", "delete", "insert" and "equal".
        """
        if self.opcodes is not None:
            return self.opcodes
        opcodes = []
        i = j = 0
        for next_i, next_j, size in self.get_matching_blocks():
            if i < next_i:
                tag = "replace" if j < next_j else "delete"
            else:
                tag = "insert" if j < next_j else None
            if tag:
                opcodes.append((tag, i, next_i, j, next_j))
            i, j = next_i + size, next_j + size
            if size:
                opcodes.append(("equal", next_i, i, next_j, j))
        self.opcodes = opcodes
        return opcodes

    def get_grouped_opcodes(self, n=3):
        """Yield groups of opcodes with at most n equal items around each change."""
        codes = list(self.get_opcodes()) or [("equal", 0, 1, 0, 1)]
        if codes[0][0] == "equal":
            tag, i1, i2, j1, j2 = codes[0]
            codes[0] = tag, max(i1, i2 - n), i2, max(j1, j2 - n), j2
        if codes[-1][0] == "equal":
            tag, i1, i2, j1, j2 = codes[-1]
            codes[-1] = tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)
        group = []
        for tag, i1, i2, j1, j2 in codes:
            if tag == "equal" and i2 - i1 > 2 * n:
                # Long enough to end one group and to begin the next one.
                group.append((tag, i1, min(i2, i1 + n), j1, min(j2, j1 + n)))
                yield group
                group = []
                i1, j1 = max(i1, i2 - n), max(j1, j2 - n)
            group.append((tag, i1, i2, j1, j2))
        if group and not (len(group) == 1 and group[0][0] == "equal"):
            yield group

    def ratio(self):
        """How similar they are, from 0 to 1."""
        matches = sum([block[2] for block in self.get_matching_blocks()])
        return _ratio(matches, len(self.a) + len(self.b))

    def quick_ratio(self):
        """At least as much as `ratio`, found faster: the order of the items does not count."""
        counts = self.fullbcount
        if counts is None:
            counts = {}
            for item in self.b:
                counts[item] = counts.get(item, 0) + 1
            self.fullbcount = counts
        left = {}
        matches = 0
        for item in self.a:
            number = left[item] if item in left else counts.get(item, 0)
            left[item] = number - 1
            if number > 0:
                matches += 1
        return _ratio(matches, len(self.a) + len(self.b))

    def real_quick_ratio(self):
        """At least as much as `quick_ratio`: only the lengths count."""
        return _ratio(min(len(self.a), len(self.b)), len(self.a) + len(self.b))


def get_close_matches(word, possibilities, n=3, cutoff=0.6):
    """At most n of the possibilities that are similar to a word, the best first."""
    if not n > 0:
        raise ValueError(f"n must be > 0: {n!r}")
    if not 0.0 <= cutoff <= 1.0:
        raise ValueError(f"cutoff must be in [0.0, 1.0]: {cutoff!r}")
    matcher = SequenceMatcher()
    matcher.set_seq2(word)
    scored = []
    for candidate in possibilities:
        matcher.set_seq1(candidate)
        if (matcher.real_quick_ratio() >= cutoff and matcher.quick_ratio() >= cutoff
                and matcher.ratio() >= cutoff):
            scored.append((matcher.ratio(), candidate))
    scored.sort(reverse=True)
    return [candidate for _, candidate in scored[:n]]


class Differ:
    """Compares texts line by line, and similar lines character by character.

    Lines of the result begin with "- " if they are in the first text only, with "+ " if in the
    second only, with "  " if in both, and with "? " if they point at differences within lines.
    """

    def __init__(self, linejunk=None, charjunk=None):
        self.linejunk = linejunk
        self.charjunk = charjunk

    def compare(self, a, b):
        """Yield the lines of the difference."""
        for tag, alo, ahi, blo, bhi in SequenceMatcher(self.linejunk, a, b).get_opcodes():
            if tag == "replace":
                yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
            elif tag == "delete":
                yield from self._dump("-", a, alo, ahi)
            elif tag == "insert":
                yield from self._dump("+", b, blo, bhi)
            else:
                yield from self._dump(" ", a, alo, ahi)

    def _dump(self, tag, lines, low, high):
        for place in range(low, high):
            yield f"{tag} {lines[place]}"

    def _plain_replace(self, a, alo, ahi, b, blo, bhi):
        old = self._dump("-", a, alo, ahi)
        new = self._dump("+", b, blo, bhi)
        # The shorter one first: that keeps the other one together with what follows.
        if bhi - blo < ahi - alo:
            yield from new
            yield from old
        else:
            yield from old
            yield from new

    def _most_similar(self, a, alo, ahi, b, blo, bhi):
        """(i, j, are they equal) for the two lines that fit best, or None.

        Equal lines are here only if they are junk: they are taken when nothing else is similar.
        """
        matcher = SequenceMatcher(self.charjunk)
        best = 0.74
        found = equal = None
        for j in range(blo, bhi):
            matcher.set_seq2(b[j])
            for i in range(alo, ahi):
                if a[i] == b[j]:
                    if equal is None:
                        equal = (i, j, True)
                    continue
                matcher.set_seq1(a[i])
                if (matcher.real_quick_ratio() > best and matcher.quick_ratio() > best
                        and matcher.ratio() > best):
                    best = matcher.ratio()
                    found = (i, j, False)
        return found if best >= 0.75 else equal

    def _fancy_replace(self, a, alo, ahi, b, blo, bhi):
        """Pair off similar lines and mark what differs in them."""
        pair = self._most_similar(a, alo, ahi, b, blo, bhi)
        if pair is None:
            yield from self._plain_replace(a, alo, ahi, b, blo, bhi)
            return
        i, j, equal = pair
        yield from self._fancy_helper(a, alo, i, b, blo, j)
        if equal:
            yield "  " + a[i]
        else:
            yield from self._marked(a[i], b[j])
        yield from self._fancy_helper(a, i + 1, ahi, b, j + 1, bhi)

    def _fancy_helper(self, a, alo, ahi, b, blo, bhi):
        if alo < ahi and blo < bhi:
            yield from self._fancy_replace(a, alo, ahi, b, blo, bhi)
        elif alo < ahi:
            yield from self._dump("-", a, alo, ahi)
        elif blo < bhi:
            yield from self._dump("+", b, blo, bhi)

    def _marked(self, aline, bline):
        marks = {"replace": ("^", "^"), "delete": ("-", ""), "insert": ("", "+"),
                 "equal": (" ", " ")}
        atags = btags = ""
        for tag, i1, i2, j1, j2 in SequenceMatcher(self.charjunk, aline, bline).get_opcodes():
            atags += marks[tag][0] * (i2 - i1)
            btags += marks[tag][1] * (j2 - j1)
        return self._qformat(aline, bline, atags, btags)

    def _qformat(self, aline, bline, atags, btags):
        for sign, line, tags in (("-", aline, atags), ("+", bline, btags)):
            yield f"{sign} {line}"
            # Tabs stay tabs, so that the marks are below what they mark.
            tags = "".join([char if tag == " " and char.isspace() else tag
                            for char, tag in zip(line, tags)]).rstrip()
            if tags:
                yield f"? {tags}\n"


def IS_LINE_JUNK(line, pat=None):
    """Is a line blank, or does it hold a single # only?"""
    if pat is not None:
        return pat(line) is not None
    return line.strip() in ("", "#")


def IS_CHARACTER_JUNK(ch, ws=" \t"):
    """Is it a space or tab?"""
    return ch in ws


def _check_types(a, b, *args):
    for lines in (a, b):
        if lines and not isinstance(lines[0], str):
            raise TypeError("lines to compare must be str, not "
                            f"{type(lines[0]).__name__} ({lines[0]!r})")
    for arg in args:
        if not isinstance(arg, str):
            raise TypeError(f"all arguments must be str, not: {arg!r}")


def _header(mark, name, date, lineterm):
    return f"{mark} {name}{chr(9) + date if date else ''}{lineterm}"


def _format_range_unified(start, stop):
    length = stop - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def unified_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3,
                 lineterm="\n"):
    """Yield the lines of a unified diff with n lines of context.

    For lines without line ends set lineterm to "".
    """
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield _header("---", fromfile, fromfiledate, lineterm)
            yield _header("+++", tofile, tofiledate, lineterm)
        old = _format_range_unified(group[0][1], group[-1][2])
        new = _format_range_unified(group[0][3], group[-1][4])
        yield f"@@ -{old} +{new} @@{lineterm}"
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                for line in a[i1:i2]:
                    yield " " + line
                continue
            if tag != "insert":
                for line in a[i1:i2]:
                    yield "-" + line
            if tag != "delete":
                for line in b[j1:j2]:
                    yield "+" + line


def _format_range_context(start, stop):
    length = stop - start
    first = start + 1 if length else start
    return str(first) if length <= 1 else f"{first},{first + length - 1}"


def context_diff(a, b, fromfile="", tofile="", fromfiledate="", tofiledate="", n=3,
                 lineterm="\n"):
    """Yield the lines of a context diff with n lines of context."""
    _check_types(a, b, fromfile, tofile, fromfiledate, tofiledate, lineterm)
    signs = {"insert": "+ ", "delete": "- ", "replace": "! ", "equal": "  "}
    started = False
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(n):
        if not started:
            started = True
            yield _header("***", fromfile, fromfiledate, lineterm)
            yield _header("---", tofile, tofiledate, lineterm)
        tags = {code[0] for code in group}
        yield "***************" + lineterm
        yield f"*** {_format_range_context(group[0][1], group[-1][2])} ****{lineterm}"
        if tags & {"replace", "delete"}:
            for tag, i1, i2, _, _ in group:
                if tag != "insert":
                    for line in a[i1:i2]:
                        yield signs[tag] + line
        yield f"--- {_format_range_context(group[0][3], group[-1][4])} ----{lineterm}"
        if tags & {"replace", "insert"}:
            for tag, _, _, j1, j2 in group:
                if tag != "delete":
                    for line in b[j1:j2]:
                        yield signs[tag] + line


def diff_bytes(dfunc, a, b, fromfile=b"", tofile=b"", fromfiledate=b"", tofiledate=b"", n=3,
               lineterm=b"\n"):
    """Use unified_diff or context_diff on bytes of unknown encoding."""
    def decode(data):
        try:
            return data.decode("ascii", "surrogateescape")
        except AttributeError as error:
            raise TypeError("all arguments must be bytes, not "
                            f"{type(data).__name__} ({data!r})") from error

    lines = dfunc([decode(line) for line in a], [decode(line) for line in b], decode(fromfile),
                  decode(tofile), decode(fromfiledate), decode(tofiledate), n,
                  decode(lineterm))
    for line in lines:
        yield line.encode("ascii", "surrogateescape")


def ndiff(a, b, linejunk=None, charjunk=IS_CHARACTER_JUNK):
    """What a Differ yields for two lists of lines."""
    return Differ(linejunk, charjunk).compare(a, b)


def restore(delta, which):
    """Yield the lines of the first (which=1) or second text that a Differ compared."""
    try:
        prefixes = ("  ", {1: "- ", 2: "+ "}[int(which)])
    except KeyError:
        raise ValueError(f"unknown delta choice (must be 1 or 2): {which!r}") from None
    for line in delta:
        if line[:2] in prefixes:
            yield line[2:]
