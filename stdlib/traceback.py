"""Show exceptions, tracebacks and stacks as the interpreter does."""

import linecache
import sys
from itertools import islice

__all__ = [
    "FrameSummary", "StackSummary", "TracebackException", "clear_frames", "extract_stack",
    "extract_tb", "format_exc", "format_exception", "format_exception_only", "format_list",
    "format_stack", "format_tb", "print_exc", "print_exception", "print_last", "print_stack",
    "print_tb", "walk_stack", "walk_tb",
]

_CAUSE = ("\nThe above exception was the direct cause of the following exception:\n\n")
_CONTEXT = ("\nDuring handling of the above exception, another exception occurred:\n\n")
_HEADER = "Traceback (most recent call last):\n"

# So many equal entries are shown; a line with their number stands for the others.
_RECURSIVE_CUTOFF = 3


# The functions. Those that print write to `file`, sys.stderr by default.

class _Missing:
    def __repr__(self):
        return "<implicit>"


_MISSING = _Missing()


def _parts(exc, value, tb):
    """Exception and traceback from either form of call: (exc) or (type, value, traceback)."""
    if (value is _MISSING) != (tb is _MISSING):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _MISSING:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f"Exception expected for value, {type(exc).__name__} found")


def print_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, file=None, chain=True):
    """Print an exception with its traceback and the exceptions that led to it."""
    value, tb = _parts(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(
        file=file, chain=chain)


def format_exception(exc, /, value=_MISSING, tb=_MISSING, limit=None, chain=True):
    """What print_exception prints, as a list of strings."""
    value, tb = _parts(exc, value, tb)
    made = TracebackException(type(value), value, tb, limit=limit, compact=True)
    return list(made.format(chain=chain))


def format_exception_only(exc, /, value=_MISSING):
    """The lines without the traceback: type and message, and the place of a syntax error."""
    if value is _MISSING:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True)
                .format_exception_only())


def print_exc(limit=None, file=None, chain=True):
    """Print the exception that is being handled."""
    print_exception(*sys.exc_info(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """What print_exc prints, as one string."""
    return "".join(format_exception(*sys.exc_info(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the exception that the prompt showed last."""
    if not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit, file, chain)


def print_list(extracted_list, file=None):
    """Print a list of entries."""
    _write(format_list(extracted_list), file)


def format_list(extracted_list):
    """Strings for a list of entries: FrameSummary objects or (file, line, name, text) tuples."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print the entries of a traceback."""
    _write(format_tb(tb, limit), file)


def format_tb(tb, limit=None):
    """What print_tb prints, as a list of strings."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """The entries of a traceback, outermost first; a negative limit keeps the last ones."""
    return StackSummary._summarize(_tb_positions(tb), limit=limit)


def print_stack(f=None, limit=None, file=None):
    """Print the stack of the caller, or of a frame."""
    if f is None:
        f = sys._getframe(1)
    _write(format_list(extract_stack(f, limit=limit)), file)


def format_stack(f=None, limit=None):
    """What print_stack prints, as a list of strings."""
    if f is None:
        f = sys._getframe(1)
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """The entries of the caller's stack, or of a frame's, outermost first."""
    if f is None:
        f = sys._getframe(1)
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    """Release the local variables of all the frames of a traceback that do not run any more."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass
        tb = tb.tb_next


def walk_stack(f):
    """Yield (frame, line) from a frame outwards; None stands for the caller's frame."""
    if f is None:
        f = sys._getframe(1)
        # This generator runs when it is consumed, often from within this module.
        while f is not None and f.f_globals is globals():
            f = f.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Yield (frame, line) for each entry of a traceback."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _write(lines, file):
    if file is None:
        file = sys.stderr
    for line in lines:
        print(line, file=file, end="")


def _tb_positions(tb):
    """Yield (frame, (line, end line, column, end column)) for each entry of a traceback."""
    while tb is not None:
        yield tb.tb_frame, _position(tb)
        tb = tb.tb_next


def _position(tb):
    place = (None, None, None, None)
    if tb.tb_lasti >= 0:
        place = next(islice(tb.tb_frame.f_code.co_positions(), tb.tb_lasti // 2, None), place)
    return place if place[0] is not None else (tb.tb_lineno, *place[1:])


class FrameSummary:
    """What is kept of one frame: where it was, and the text of the line.

    Behaves as the tuple (filename, lineno, name, line) too.
    """

    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_line",
                 "locals")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.end_lineno = end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self._line = line
        if lookup_line:
            self.line
        self.locals = {key: repr(value) for key, value in locals.items()} if locals else None

    def _as_tuple(self):
        return self.filename, self.lineno, self.name, self.line

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return (self.filename == other.filename and self.lineno == other.lineno
                    and self.name == other.name and self.locals == other.locals)
        if isinstance(other, tuple):
            return self._as_tuple() == other
        return NotImplemented

    def __getitem__(self, position):
        return self._as_tuple()[position]

    def __iter__(self):
        return iter(self._as_tuple())

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    @property
    def _original_line(self):
        """The line with the white space around it."""
        if self._line is None and self.lineno is not None:
            self._line = linecache.getline(self.filename, self.lineno)
        return self._line

    @property
    def line(self):
        """The text of the line, read when it is first asked for."""
        original = self._original_line
        return None if original is None else original.strip()


class StackSummary(list):
    """A list of FrameSummary objects."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Summarize what walk_stack or walk_tb yields."""
        def with_positions():
            for frame, lineno in frame_gen:
                yield frame, (lineno, None, None, None)

        return klass._summarize(with_positions(), limit=limit, lookup_lines=lookup_lines,
                                capture_locals=capture_locals)

    @classmethod
    def _summarize(klass, frames, *, limit=None, lookup_lines=True, capture_locals=False):
        stack = klass()
        files = set()
        for frame, (lineno, end_lineno, colno, end_colno) in _limited(frames, limit):
            code = frame.f_code
            files.add(code.co_filename)
            linecache.lazycache(code.co_filename, frame.f_globals)
            stack.append(FrameSummary(
                code.co_filename, lineno, code.co_name, lookup_line=False,
                locals=frame.f_locals if capture_locals else None,
                end_lineno=end_lineno, colno=colno, end_colno=end_colno))
        # Lines are looked up only now, when it is known that the cache is not stale.
        for filename in files:
            linecache.checkcache(filename)
        if lookup_lines:
            for entry in stack:
                entry.line
        return stack

    @classmethod
    def from_list(klass, a_list):
        """Make one from FrameSummary objects or (file, line, name, text) tuples, mixed at will."""
        stack = StackSummary()
        for entry in a_list:
            if not isinstance(entry, FrameSummary):
                filename, lineno, name, line = entry
                entry = FrameSummary(filename, lineno, name, line=line)
            stack.append(entry)
        return stack

    def format_frame_summary(self, frame_summary):
        """The lines for one frame, as one string. A subclass may return None to leave it out."""
        text = (f'  File "{frame_summary.filename}", line {frame_summary.lineno}, '
                f'in {frame_summary.name}\n')
        if frame_summary.line:
            text += f"    {frame_summary.line}\n"
            text += _marks(frame_summary)
        if frame_summary.locals:
            for name, value in sorted(frame_summary.locals.items()):
                text += f"    {name} = {value}\n"
        return text

    def format(self):
        """One string for each frame. Of a long repetition only the beginning is shown."""
        result = []
        previous = None
        count = 0
        for entry in self:
            text = self.format_frame_summary(entry)
            if text is None:
                continue
            place = (entry.filename, entry.lineno, entry.name)
            if place != previous or None in place:
                result.extend(_repetition(count))
                previous = place
                count = 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(text)
        result.extend(_repetition(count))
        return result


def _limited(frames, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is None:
            return frames
        if limit < 0:
            limit = 0
    if limit >= 0:
        return islice(frames, limit)
    return list(frames)[limit:]


def _repetition(count):
    more = count - _RECURSIVE_CUTOFF
    if more <= 0:
        return []
    return [f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n"]


# The marks below a line.

def _marks(entry):
    """The line of carets that shows which part of the source line was being evaluated."""
    if entry.colno is None or entry.end_colno is None:
        return ""
    line = entry._original_line
    shown = entry.line
    start = _character_offset(line, entry.colno)
    anchors = None
    if entry.lineno == entry.end_lineno:
        end = _character_offset(line, entry.end_colno)
        segment = line[start:end]
        try:
            anchors = _anchors(segment)
        except Exception:
            pass  # marks are an extra: without anchors the whole segment is marked
    else:
        end = len(line.rstrip())
        segment = line[start:end]
    if end - start >= len(shown) and not (anchors and anchors[1] > anchors[0]):
        return ""
    indent = len(line) - len(line.lstrip())
    margin = " " * (_width(line[:start]) - indent + 4)
    width = _width(line[:end]) - _width(line[:start])
    if not anchors:
        return f"{margin}{'^' * width}\n"
    left, right = _width(segment[:anchors[0]]), _width(segment[:anchors[1]])
    return f"{margin}{'~' * left}{'^' * (right - left)}{'~' * (width - right)}\n"


def _character_offset(line, offset):
    return len(line.encode("utf-8")[:offset].decode("utf-8", errors="replace"))


def _width(text):
    """How many columns a terminal takes for a text."""
    if text.isascii():
        return len(text)
    from unicodedata import east_asian_width
    return sum([2 if east_asian_width(char) in "WF" else 1 for char in text])


# How strongly binary operators bind.
_BINDING = {"|": 1, "^": 2, "&": 3, "<<": 4, ">>": 4, "+": 5, "-": 5, "*": 6, "/": 6, "//": 6,
            "%": 6, "@": 6, "**": 8}
_UNARY = ("+", "-", "~")
# With one of these outside all brackets an expression is neither an operation nor a subscription.
_OTHERWISE = frozenset(["lambda", "if", "else", "and", "or", "not", "in", "is", "for", "async",
                        "yield", "from", "<", ">", "<=", ">=", "==", "!=", ":=", ",", "=", ":",
                        ";"])
_KEYWORDS_BEFORE_OPERAND = frozenset(["await", "lambda", "if", "else", "and", "or", "not", "in",
                                      "is", "for", "async", "yield", "from", "return"])


def _tokens(text):
    """Cut an expression into (start, end) of its tokens."""
    tokens = []
    at = 0
    while at < len(text):
        char = text[at]
        if char.isspace() or char == "\\":
            at += 1
            continue
        if char == "#":
            break
        start = at
        if char in "\"'":
            at = _string_end(text, at)
        elif char.isidentifier():
            while at < len(text) and (text[at].isidentifier() or text[at].isdigit()):
                at += 1
            if at < len(text) and text[at] in "\"'" and text[start:at].lower() in (
                    "r", "b", "u", "f", "br", "rb", "fr", "rf"):
                at = _string_end(text, at)
        elif char.isdigit() or char == "." and text[at + 1:at + 2].isdigit():
            at = _number_end(text, at)
        else:
            for size in (3, 2, 1):
                if text[at:at + size] in ("...", "**", "//", "<<", ">>", "<=", ">=", "==",
                                          "!=", ":=", "->") or size == 1:
                    at += size
                    break
        tokens.append((start, at))
    return tokens


def _string_end(text, at):
    quote = text[at]
    if text.startswith(quote * 3, at):
        quote *= 3
    at += len(quote)
    while not text.startswith(quote, at):
        at += 2 if text[at] == "\\" else 1  # IndexError for a string without an end
    return at + len(quote)


def _number_end(text, at):
    hexadecimal = text[at:at + 2] in ("0x", "0X")
    while at < len(text) and (text[at].isalnum() or text[at] in "._"):
        at += 1
        if text[at - 1] in "eE" and not hexadecimal and text[at:at + 1] in ("+", "-"):
            at += 1
    return at


class _Expression:
    """The tokens of an expression, and where brackets are closed."""

    def __init__(self, text):
        self.text = text
        self.spans = _tokens(text)
        self.words = [text[start:end] for start, end in self.spans]
        self.partner = {}
        open_brackets = []
        for place, word in enumerate(self.words):
            if word in ("(", "[", "{"):
                open_brackets.append(place)
            elif word in (")", "]", "}"):
                opened = open_brackets.pop()
                self.partner[opened] = place
                self.partner[place] = opened
        if open_brackets:
            raise ValueError("bracket without a partner")

    def outside(self, first, last):
        """The places of the tokens from first to last that are outside of all brackets."""
        place = first
        while place <= last:
            yield place
            place = self.partner[place] if self.words[place] in ("(", "[", "{") else place + 1
            if place <= last and self.words[place] in (")", "]", "}"):
                yield place
                place += 1

    def stripped(self, first, last):
        """Leave out the parentheses around an expression; those of a tuple belong to it."""
        while (first < last and self.words[first] == "(" and self.partner[first] == last
               and first + 1 < last
               and not any(self.words[place] in (",", "for", "async", "yield")
                           for place in self.outside(first + 1, last - 1))):
            first, last = first + 1, last - 1
        return first, last

    def ends_operand(self, place):
        word = self.words[place]
        if word in (")", "]", "}", "..."):
            return True
        return (word[0] in "\"'" or word[0].isalnum() or word[0] == "_" or word[0] == "."
                and len(word) > 1 or word.isidentifier()) and (
                    word not in _KEYWORDS_BEFORE_OPERAND)


# What marks whole statements begins with one of these.
_STATEMENTS = frozenset(["assert", "del", "from", "import", "raise", "return"])


def _anchors(segment):
    """Where the marked part of a segment is: the operator, or the brackets of a subscription."""
    expression = _Expression(segment)
    words = expression.words
    if not words or words[0] in _STATEMENTS:
        return None
    first, last = expression.stripped(0, len(words) - 1)
    weakest = None
    previous = None
    for place in expression.outside(first, last):
        word = words[place]
        if word in _OTHERWISE or word == "!":
            return None
        if word in _BINDING and previous is not None and expression.ends_operand(previous):
            binding = _BINDING[word]
            # Operators of one strength belong to the last one, but powers to the first.
            if (weakest is None or binding < _BINDING[words[weakest]]
                    or binding == _BINDING[words[weakest]] and word != "**"):
                weakest = place
        previous = place
    if weakest is not None:
        if words[weakest] == "**" and words[first] in _UNARY:
            return None  # the sign applies to the power
        return _operator_anchors(expression, first, weakest, last)
    if words[last] != "]" or words[first] in _UNARY or words[first] == "await":
        return None
    opened = expression.partner[last]
    if opened == first or not expression.ends_operand(opened - 1):
        return None  # a list
    return expression.spans[opened][0], len(segment)


def _operator_anchors(expression, first, operator, last):
    text, spans = expression.text, expression.spans
    _, left_last = expression.stripped(first, operator - 1)
    right_first, _ = expression.stripped(operator + 1, last)
    between = text[spans[left_last][1]:spans[right_first][0]]
    offset = len(between) - len(between.lstrip())
    start = spans[left_last][1] + offset
    # Whatever follows without a space is taken for the operator's second character.
    end = start + 1
    if offset + 1 < len(between) and not between[offset + 1].isspace():
        end += 1
    while start < len(text) and (text[start].isspace() or text[start] in ")#"):
        start += 1
        end += 1
    return start, end


# Exceptions.

def _safe(value, what, function=str):
    try:
        return function(value)
    except:
        return f"<{what} {function.__name__}() failed>"


def _final_line(name, text):
    return f"{name}: {text}\n" if text else f"{name}\n"


class TracebackException:
    """Everything that is needed to show an exception later, without keeping it alive.

    The attributes __cause__, __context__ and `exceptions` (of a group) hold objects of this class;
    `stack` is a StackSummary. For syntax errors there are also filename, lineno, end_lineno, text,
    offset, end_offset and msg, all taken from the exception. `max_group_width` and
    `max_group_depth` limit how much of a group is shown.
    """

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10,
                 _hints=False):
        settings = dict(limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)
        seen = set()

        def capture(made, kind, value, traceback):
            seen.add(id(value))
            made.max_group_width = max_group_width
            made.max_group_depth = max_group_depth
            made._marks_as_runtime = _hints
            made._capture(kind, value, traceback, settings)
            if _hints and value is not None:
                made._str += _hint(value)
            return made

        def child(value):
            return capture(TracebackException.__new__(TracebackException), type(value), value,
                           value.__traceback__)

        # A chain can be very long: no recursion.
        waiting = [(capture(self, exc_type, exc_value, exc_traceback), exc_value)]
        while waiting:
            made, value = waiting.pop()
            made.__cause__ = made.__context__ = made.exceptions = None
            if value is None:
                continue
            cause, context = value.__cause__, value.__context__
            if cause is not None and id(cause) not in seen:
                made.__cause__ = child(cause)
                waiting.append((made.__cause__, cause))
            needed = not compact or (made.__cause__ is None and not value.__suppress_context__)
            if needed and context is not None and id(context) not in seen:
                made.__context__ = child(context)
                waiting.append((made.__context__, context))
            if isinstance(value, BaseExceptionGroup):
                made.exceptions = [child(inner) for inner in value.exceptions]
                waiting.extend(zip(made.exceptions, value.exceptions))

    def _capture(self, exc_type, exc_value, exc_traceback, settings):
        self.stack = StackSummary._summarize(_tb_positions(exc_traceback), **settings)
        self.exc_type = exc_type
        self._str = _safe(exc_value, "exception")
        self.__notes__ = getattr(exc_value, "__notes__", None)
        self.__suppress_context__ = (False if exc_value is None
                                     else exc_value.__suppress_context__)
        if exc_type and issubclass(exc_type, SyntaxError):
            self.filename = exc_value.filename
            self.lineno = None if exc_value.lineno is None else str(exc_value.lineno)
            if self._marks_as_runtime and not isinstance(exc_value.lineno, int):
                self.lineno = None
            self.end_lineno = None if exc_value.end_lineno is None else str(exc_value.end_lineno)
            self.text = exc_value.text
            self.offset = exc_value.offset
            self.end_offset = exc_value.end_offset
            self.msg = exc_value.msg

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Capture an exception object."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def __eq__(self, other):
        if isinstance(other, TracebackException):
            return self.__dict__ == other.__dict__
        return NotImplemented

    def __str__(self):
        return self._str

    def format_exception_only(self):
        """Yield the lines with type and message, and then the notes.

        For a syntax error its place comes first.
        """
        if self.exc_type is None:
            yield _final_line(None, self._str)
            return
        name = self.exc_type.__qualname__
        module = self.exc_type.__module__
        if module not in ("__main__", "builtins"):
            name = f"{module if isinstance(module, str) else '<unknown>'}.{name}"
        if issubclass(self.exc_type, SyntaxError):
            yield from self._format_syntax_error(name)
        else:
            yield _final_line(name, self._str)
        yield from self._format_notes()

    def _format_notes(self):
        notes = self.__notes__
        if notes is None:
            return
        if _is_sequence(notes):
            for note in notes:
                for line in _safe(note, "note").split("\n"):
                    yield line + "\n"
        else:
            yield _safe(notes, "__notes__", repr)

    def _format_syntax_error(self, name):
        suffix = ""
        if self.lineno is not None:
            yield f'  File "{self.filename or "<string>"}", line {self.lineno}\n'
        elif self.filename is not None:
            suffix = f" ({self.filename})"
        if self.text is not None and self._marks_as_runtime:
            if self.lineno is not None:
                yield from self._source_line_of_runtime()
        elif self.text is not None:
            line = self.text.rstrip("\n")
            shown = line.lstrip(" \n\f")
            yield f"    {shown}\n"
            if self.offset is not None:
                start = self.offset - 1 - (len(line) - len(shown))
                # Without an end after the start: one column. Nothing is marked behind the text.
                length = 1
                if self.end_offset is not None and self.end_offset > self.offset:
                    length = max(1, min(self.end_offset, len(line) + 1) - self.offset)
                if start >= 0:
                    # Tabs stay, so that the carets stand below the right characters.
                    margin = "".join([char if char.isspace() else " " for char in shown[:start]])
                    yield f"    {margin}{'^' * length}\n"
        yield f"{name}: {self.msg or '<no detail available>'}{suffix}\n"

    def _source_line_of_runtime(self):
        """The text and its marks as the runtime shows them of an uncaught error."""
        text, start, end = self.text, (self.offset or 0) - 1, (self.end_offset or 0) - 1
        line = text.removesuffix("\n")
        start = min(start, len(line))
        end = min(end, len(text))
        if issubclass(self.exc_type, IndentationError):
            end = start
        elif self.end_lineno is not None and int(self.end_lineno) > int(self.lineno):
            end = len(line)
        cut = line.rfind("\n", 0, max(start, 0)) + 1
        cut += len(line[cut:]) - len(line[cut:].lstrip(" \t\f"))
        yield f"    {line[cut:]}\n"
        if start >= cut:
            yield f"    {' ' * (start - cut)}{'^' * max(end - start, 1)}\n"

    def format(self, *, chain=True, _margin=None):
        """Yield what is to be printed, each piece ending with a newline.

        With chain=False the causes and contexts are left out.
        """
        margin = _Margin() if _margin is None else _margin
        links = [(None, self)]
        if chain:
            links = list(self._links())
        for message, exception in reversed(links):
            if message is not None:
                yield from margin.put([message])
            if exception.exceptions is None:
                if exception.stack:
                    yield from margin.put([_HEADER])
                    yield from margin.put(exception.stack.format())
                yield from margin.put(exception.format_exception_only())
            elif margin.depth > self.max_group_depth:
                yield from margin.put([f"... (max_group_depth is {self.max_group_depth})\n"])
            else:
                yield from exception._format_group(margin, chain)

    def _links(self):
        """Yield each exception of the chain, newest first, with the text that goes before it."""
        exception = self
        while exception is not None:
            if exception.__cause__ is not None:
                message, older = _CAUSE, exception.__cause__
            elif exception.__context__ is not None and not exception.__suppress_context__:
                message, older = _CONTEXT, exception.__context__
            else:
                message, older = None, None
            yield message, exception
            exception = older

    def _format_group(self, margin, chain):
        outermost = margin.depth == 0
        if outermost:
            margin.depth = 1
        if self.stack:
            yield from margin.put(["Exception Group " + _HEADER], "+" if outermost else "|")
            yield from margin.put(self.stack.format())
        yield from margin.put(self.format_exception_only())
        total = len(self.exceptions)
        width = self.max_group_width
        titles = [str(number + 1) for number in range(min(total, width))]
        if total > width:
            titles.append("...")
        margin.box_open = False
        for place, title in enumerate(titles):
            is_last = place == len(titles) - 1
            if is_last:
                # If the last member is a group itself, its own last line closes all.
                margin.box_open = True
            corner = "  " if place else "+-"
            yield f"{margin.indent()}{corner}+---------------- {title} ----------------\n"
            margin.depth += 1
            if place < width:
                yield from self.exceptions[place].format(chain=chain, _margin=margin)
            else:
                more = total - width
                yield from margin.put([f"and {more} more exception{'s' if more > 1 else ''}\n"])
            if is_last and margin.box_open:
                yield f"{margin.indent()}+------------------------------------\n"
                margin.box_open = False
            margin.depth -= 1
        if outermost:
            margin.depth = 0

    def print(self, *, file=None, chain=True):
        """Print what `format` yields."""
        _write(self.format(chain=chain), file)


class _Margin:
    """What stands to the left of the members of exception groups."""

    def __init__(self):
        self.depth = 0
        self.box_open = False

    def indent(self):
        return "  " * self.depth

    def put(self, texts, char="|"):
        start = f"{self.indent()}{char} " if self.depth else ""
        for text in texts:
            yield "".join([start + line for line in text.splitlines(True)])


def _is_sequence(value):
    if isinstance(value, (list, tuple, str, bytes)):
        return True
    from collections.abc import Sequence
    return isinstance(value, Sequence)


# "Did you mean", as the interpreter adds it to errors that nobody handles.

_LONGEST = 40      # longer names are not compared
_MOST_NAMES = 750  # so many names are not searched
_MOVE = 2          # the cost of a character more, less or other
_CASE = 1          # the cost of a small letter for a capital


def _hint(exception):
    """The text to append to the message of a NameError or AttributeError, perhaps empty."""
    try:
        if isinstance(exception, AttributeError):
            name, obj = exception.name, exception.obj
            found = None
            if isinstance(name, str) and obj is not None:
                found = _closest(dir(obj), name)
        elif isinstance(exception, NameError) and not isinstance(exception, UnboundLocalError):
            found = _closest_variable(exception)
        elif isinstance(exception, ModuleNotFoundError):
            return _say_absent(exception.name)
        else:
            return ""
    except Exception:
        return ""
    return f". Did you mean: '{found}'?" if found else ""


def _say_absent(name):
    from _imp import absent_modules
    if isinstance(name, str) and name.partition(".")[0] in absent_modules:
        return " (Weft does not have this module of Python's library yet)"
    return ""


def _closest_variable(exception):
    name, tb = exception.name, exception.__traceback__
    if not isinstance(name, str) or tb is None:
        return None
    while tb.tb_next is not None:
        tb = tb.tb_next
    frame = tb.tb_frame
    code = frame.f_code
    for names in (code.co_varnames + code.co_cellvars + code.co_freevars, frame.f_globals,
                  frame.f_builtins):
        found = _closest(names, name)
        if found is not None:
            return found
    return None


def _closest(names, wanted):
    """The name most similar to the wanted one, if it is similar enough."""
    names = list(names)
    if len(names) > _MOST_NAMES or len(wanted) > _LONGEST:
        return None
    best = None
    best_cost = None
    for name in names:
        if not isinstance(name, str) or name == wanted:
            continue
        # A third of the characters may be wrong.
        most = (len(wanted) + len(name) + 3) * _MOVE // 6
        if best_cost is not None:
            most = min(most, best_cost - 1)
        cost = _distance(wanted, name, most)
        if cost <= most:
            best, best_cost = name, cost
    return best


def _distance(one, other, most):
    """The cost of turning one name into the other; anything above `most` when it is more."""
    start = 0
    while start < len(one) and start < len(other) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    end = 0
    while end < len(one) and end < len(other) and one[-1 - end] == other[-1 - end]:
        end += 1
    if end:
        one, other = one[:-end], other[:-end]
    if not one or not other:
        return (len(one) + len(other)) * _MOVE
    if len(one) > _LONGEST or len(other) > _LONGEST:
        return most + 1
    if abs(len(one) - len(other)) * _MOVE > most:
        return most + 1
    # The usual table, row by row.
    row = [place * _MOVE for place in range(len(other) + 1)]
    for place, char in enumerate(one, 1):
        diagonal, row[0] = row[0], place * _MOVE
        for column, target in enumerate(other, 1):
            change = 0 if char == target else _CASE if char.lower() == target.lower() else _MOVE
            cost = min(diagonal + change, row[column] + _MOVE, row[column - 1] + _MOVE)
            diagonal, row[column] = row[column], cost
        if min(row) > most:
            return most + 1
    return row[-1]


def _last_entries():
    """The limit that sys.tracebacklimit sets where the runtime shows a traceback: of its end."""
    limit = getattr(sys, "tracebacklimit", None)
    if not isinstance(limit, int):
        limit = sys.maxsize
    return -min(max(limit, 0), sys.maxsize)


def _format_uncaught(exc, tb):
    """Yield what is to be printed of an exception that nobody handled, with hints."""
    return TracebackException(type(exc), exc, tb, limit=_last_entries(), compact=True,
                              _hints=True).format()


def _print_uncaught(exc, file=None):
    """Print an exception that nobody handled, with a hint where one can be given.

    sys.excepthook calls this.
    """
    if file is None:
        file = sys.stderr
        if file is None:
            return  # a program without streams
    paint = _paint if _wants_colours(file) else str
    # One call: reports of threads that fail together do not mix their lines.
    file.write("".join(map(paint, _format_uncaught(exc, exc.__traceback__))))


def _format_unraisable(exc):
    """What is to be printed of an exception that cannot be raised: itself alone, in short.

    sys.unraisablehook calls this.
    """
    tb, cls = exc.__traceback__, type(exc)
    entries = format_tb(tb, _last_entries()) if tb is not None else []
    if entries:
        entries.insert(0, _HEADER)
    module = cls.__module__
    if not isinstance(module, str):
        prefix = "<unknown>"
    elif module in ("__main__", "builtins"):
        prefix = ""
    else:
        prefix = module + "."
    return "".join(entries) + f"{prefix}{cls.__qualname__}: {_safe(exc, 'exception')}\n"


# --- Colours on a terminal ---

_MAGENTA, _BOLD_MAGENTA, _BOLD_RED, _PLAIN = "\x1b[35m", "\x1b[1;35m", "\x1b[1;31m", "\x1b[0m"


def _wants_colours(file):
    try:
        if not file.isatty():
            return False
    except (AttributeError, ValueError):
        return False
    import os
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM", "dumb") != "dumb"


def _is_marker(line):
    return line.strip(" \t|+") != "" and not line.strip(" \t|~^\n")


def _paint_line(line):
    margin = line[:len(line) - len(line.lstrip(" |"))]
    rest = line[len(margin):]
    if _is_marker(line):
        return f"{margin}{_BOLD_RED}{rest}{_PLAIN}"
    if rest.startswith('File "') and '", line ' in rest:
        path, _, rest = rest[6:].rpartition('", line ')
        number, comma, name = rest.partition(", in ")
        if comma:
            name = f"{comma}{_MAGENTA}{name}{_PLAIN}"
        return f'{margin}File {_MAGENTA}"{path}"{_PLAIN}, line {_MAGENTA}{number}{_PLAIN}{name}'
    return line


def _paint(text):
    """A piece of what TracebackException.format() yields, with colours for a terminal."""
    margin = text[:len(text) - len(text.lstrip(" |"))]
    kind = text[len(margin):].split(":", 1)[0].rstrip("\n")
    rest = text[len(margin) + len(kind):]
    if kind.replace(".", "").isidentifier() and rest.startswith((": ", ":\n", "\n")):
        return f"{margin}{_BOLD_MAGENTA}{kind}{_PLAIN}{rest}"
    return "\n".join([_paint_line(line) for line in text.split("\n")])


def _format_final_exc_line(etype, value):
    """One line with type and message, for old programs."""
    return _final_line(etype, "" if value is None else _safe(value, "exception"))
