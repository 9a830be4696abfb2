"""Filling paragraphs, and adding and removing indentation."""

__all__ = ["TextWrapper", "dedent", "fill", "indent", "shorten", "wrap"]

# Only these separate words: a no-break space, say, does not.
_WHITESPACE = "\t\n\x0b\x0c\r "
_TO_SPACE = dict.fromkeys(map(ord, _WHITESPACE), " ")
# What may stand before a dash made of two or more hyphens.
_BEFORE_DASH = "!\"'&.,?"
_LOWERCASE = "abcdefghijklmnopqrstuvwxyz"


def _is_word(char):
    return char.isalnum() or char == "_"


def _is_letter(char):
    return char.isalpha() or char.isalnum() and not char.isdecimal() or char == "_"


def _runs(text):
    """Cut text into runs of white space and runs of other characters."""
    start = 0
    for position in range(1, len(text)):
        if (text[position] in _WHITESPACE) != (text[position - 1] in _WHITESPACE):
            yield text[start:position]
            start = position
    if text:
        yield text[start:]


def _breaks_in(word):
    """The places in a word with hyphens where a line may be broken."""
    at = word.find("-", 1)
    start = 0
    while at > 0:
        end = at
        while end < len(word) and word[end] == "-":
            end += 1
        if end - at >= 2:
            # A dash such as "word--another" stands alone.
            if (end < len(word) and _is_word(word[end])
                    and (_is_word(word[at - 1]) or word[at - 1] in _BEFORE_DASH)):
                if at > start:
                    yield at
                yield end
                start = end
        elif _hyphenates(word, at):
            yield end
            start = end
        at = word.find("-", end)


def _hyphenates(word, at):
    """Is the hyphen one between the parts of a compound such as "short-lived" or "e-mail-list"?"""
    before, after = word[:at], word[at + 1:]
    if not before or not _is_letter(before[-1]):
        return False
    if len(before) < 2 or not (_is_letter(before[-2])
                               or before[-2] == "-" and len(before) > 2
                               and _is_letter(before[-3])):
        return False
    if not after or not _is_letter(after[0]):
        return False
    rest = after[2:] if after[1:2] == "-" else after[1:]
    return bool(rest) and _is_letter(rest[0])


class TextWrapper:
    """Wraps and fills text; all the settings are attributes.

    width: the longest line. initial_indent, subsequent_indent: put before the lines.
    expand_tabs, tabsize: tabs to spaces. replace_whitespace: all white space to spaces.
    drop_whitespace: none at the ends of lines. fix_sentence_endings: two spaces
    after sentences. break_long_words: cut words longer than a line. break_on_hyphens: compound
    words may be broken. max_lines, placeholder: cut the text off and say so.
    """

    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True,
                 replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None,
                 placeholder=" [...]"):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = text.translate(_TO_SPACE)
        return text

    def _split(self, text):
        """Cut text into pieces that are not to be broken."""
        chunks = []
        for run in _runs(text):
            if not self.break_on_hyphens or "-" not in run:
                chunks.append(run)
                continue
            start = 0
            for place in _breaks_in(run):
                chunks.append(run[start:place])
                start = place
            if start < len(run):
                chunks.append(run[start:])
        return chunks

    def _fix_sentence_endings(self, chunks):
        for place in range(len(chunks) - 1):
            if chunks[place + 1] == " " and _ends_sentence(chunks[place]):
                chunks[place + 1] = "  "

    def _handle_long_word(self, reversed_chunks, cur_line, cur_len, width):
        """The next piece is wider than a line: cut it, or let it stand alone."""
        space_left = 1 if width < 1 else width - cur_len
        if not self.break_long_words:
            if not cur_line:
                cur_line.append(reversed_chunks.pop())
            return
        word = reversed_chunks[-1]
        end = space_left
        if self.break_on_hyphens and len(word) > space_left:
            hyphen = word.rfind("-", 0, space_left)
            # A hyphen with nothing but hyphens before it is no place to cut.
            if hyphen > 0 and word[:hyphen].strip("-"):
                end = hyphen + 1
        cur_line.append(word[:end])
        reversed_chunks[-1] = word[end:]

    def _wrap_chunks(self, chunks):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()  # taken from the end
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            line, length = self._fill_line(chunks, width)
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            if self._may_add(lines, chunks, length, width):
                lines.append(indent + "".join(line))
            else:
                self._cut_off(lines, line, length, indent, width)
                break
        return lines

    def _fill_line(self, chunks, width):
        line = []
        length = 0
        while chunks and length + len(chunks[-1]) <= width:
            length += len(chunks[-1])
            line.append(chunks.pop())
        if chunks and len(chunks[-1]) > width:
            self._handle_long_word(chunks, line, length, width)
            length = sum(map(len, line))
        return line, length

    def _may_add(self, lines, chunks, length, width):
        """Whether the line can be used whole: not the last one, or nothing follows it."""
        if self.max_lines is None or len(lines) + 1 < self.max_lines:
            return True
        nothing_left = not chunks or (self.drop_whitespace and len(chunks) == 1
                                      and not chunks[0].strip())
        return nothing_left and length <= width

    def _cut_off(self, lines, line, length, indent, width):
        """Make `line` the last one, with the placeholder."""
        while line:
            if line[-1].strip() and length + len(self.placeholder) <= width:
                lines.append(indent + "".join(line) + self.placeholder)
                return
            length -= len(line.pop())
        if lines:
            previous = lines[-1].rstrip()
            if len(previous) + len(self.placeholder) <= self.width:
                lines[-1] = previous + self.placeholder
                return
        lines.append(indent + self.placeholder.lstrip())

    def _split_chunks(self, text):
        return self._split(self._munge_whitespace(text))

    def wrap(self, text):
        """The lines of the wrapped text, without line ends."""
        chunks = self._split_chunks(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        """The wrapped text as one string."""
        return "\n".join(self.wrap(text))


def _ends_sentence(chunk):
    """A small letter, then the mark, then perhaps a closing quote."""
    if chunk and chunk[-1] in "\"'":
        chunk = chunk[:-1]
    return len(chunk) > 1 and chunk[-1] in ".!?" and chunk[-2] in _LOWERCASE


def wrap(text, width=70, **kwargs):
    """Wrap one paragraph; returns the list of its lines."""
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    """Wrap one paragraph; returns one string."""
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    """Collapse the white space and cut the text at a word so that it fits the width."""
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    """Remove the white space that all lines begin with.

    Lines of spaces and tabs only become empty and do not count.
    """
    if not isinstance(text, str):
        import re
        re.search("", text)  # says what is wrong with it
    lines = text.split("\n")
    margin = None
    for place, line in enumerate(lines):
        content = line.lstrip(" \t")
        if not content:
            lines[place] = ""
            continue
        indent = line[:len(line) - len(content)]
        margin = indent if margin is None else _common_start(margin, indent)
    if margin:
        lines = [line[len(margin):] for line in lines]
    return "\n".join(lines)


def _common_start(first, second):
    for place, (one, other) in enumerate(zip(first, second)):
        if one != other:
            return first[:place]
    return min(first, second, key=len)


def indent(text, prefix, predicate=None):
    """Put a prefix before each line that is not blank, or that the predicate chooses."""
    if predicate is None:
        def predicate(line):
            return line.strip()
    return "".join([prefix + line if predicate(line) else line
                    for line in text.splitlines(True)])
