"""File name patterns as shells have them: *, ?, [seq] and [!seq]."""

from functools import lru_cache

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Match, with the case of letters treated as the system treats it."""
    import os
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


def fnmatchcase(name, pat):
    """Match, with the case of letters always significant."""
    return _matcher(pat)(name) is not None


def filter(names, pat):
    """The names that match."""
    import os
    normcase = os.path.normcase
    match = _matcher(normcase(pat))
    if os.name == "posix":
        return [name for name in names if match(name)]
    return [name for name in names if match(normcase(name))]


@lru_cache(maxsize=32768, typed=True)
def _matcher(pat):
    import re
    if isinstance(pat, bytes):
        source = translate(pat.decode("iso-8859-1")).encode("iso-8859-1")
    else:
        source = translate(pat)
    return re.compile(source).match


_STAR = object()


def _parts(pat):
    """The pieces of the pattern as regular expressions, with _STAR for runs of stars."""
    import re
    parts = []
    at = 0
    while at < len(pat):
        char = pat[at]
        at += 1
        if char == "*":
            if not parts or parts[-1] is not _STAR:
                parts.append(_STAR)
        elif char == "?":
            parts.append(".")
        elif char == "[":
            end = _set_end(pat, at)
            if end < 0:
                parts.append("\\[")
            else:
                parts.append(_set_source(pat[at:end]))
                at = end + 1
        else:
            parts.append(re.escape(char))
    return parts


def _set_end(pat, at):
    """Where the set that begins at `at` has its closing bracket, or -1."""
    if pat[at:at + 1] == "!":
        at += 1
    # A bracket that comes first belongs to the set.
    return pat.find("]", at + 1 if pat[at:at + 1] == "]" else at)


def _set_source(members):
    if "-" not in members:
        members = members.replace("\\", r"\\")
    else:
        members = _set_with_ranges(members)
    if not members:
        return "(?!)"
    if members == "!":
        return "."
    for char in "&~|":  # set operations of regular expressions
        members = members.replace(char, "\\" + char)
    if members[0] == "!":
        members = "^" + members[1:]
    elif members[0] in "^[":
        members = "\\" + members
    return f"[{members}]"


def _set_with_ranges(members):
    # Cut at each hyphen that stands between two characters: the end of one piece and
    # the beginning of the next are the limits of a range.
    pieces = []
    start = 0
    hyphen = members.find("-", 2 if members[0] == "!" else 1)
    while hyphen >= 0:
        pieces.append(members[start:hyphen])
        start = hyphen + 1
        hyphen = members.find("-", start + 2)
    last = members[start:]
    if last:
        pieces.append(last)
    else:
        pieces[-1] += "-"
    # A range that goes backwards matches nothing: take it out.
    for place in range(len(pieces) - 1, 0, -1):
        if pieces[place - 1][-1] > pieces[place][0]:
            pieces[place - 1] = pieces[place - 1][:-1] + pieces[place][1:]
            del pieces[place]
    return "-".join([piece.replace("\\", r"\\").replace("-", r"\-") for piece in pieces])


def translate(pat):
    """The regular expression for a pattern; there is no way to quote the special characters."""
    parts = _parts(pat)
    if _STAR not in parts:
        return f"(?s:{''.join(parts)})\\Z"
    # Each star but the last is followed by something fixed. The first place where that is found
    # is as good as any: never going back there keeps the time linear in each part.
    first = parts.index(_STAR)
    out = parts[:first]
    fixed = None
    for part in parts[first:]:
        if part is not _STAR:
            fixed.append(part)
            continue
        if fixed:
            out.append(f"(?>.*?{''.join(fixed)})")
        fixed = []
    out.append(".*")
    out.extend(fixed)
    return f"(?s:{''.join(out)})\\Z"
