"""Compile input that may not be complete yet, as a prompt needs it."""

import warnings

__all__ = ["CommandCompiler", "Compile", "compile_command"]

# The bits of compile()'s flags: keep indented blocks open, and say when input is incomplete.
PyCF_DONT_IMPLY_DEDENT = 0x200
PyCF_ALLOW_INCOMPLETE_INPUT = 0x4000
_BARRY_AS_BDFL = 0x400000
_FUTURE_MASK = 0x1000000 | 0x800000 | 0x400000 | 0x200000 | 0x100000 | 0x80000 | 0x40000 | 0x20000

# The last line comes without its line end. To the compiler a compound statement is complete after
# an empty line, which it knows by the two line ends in a row.
_LINE_END = "\n"


def _maybe_compile(compiler, source, filename, symbol):
    # A text of comments and empty lines only is complete, and means nothing.
    for line in source.split("\n"):
        line = line.strip()
        if line and line[0] != "#":
            break
    else:
        if symbol != "eval":
            source = "pass"

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", (SyntaxWarning, DeprecationWarning))
        try:
            compiler(source, filename, symbol)
        except SyntaxError as error:
            # An empty line would end what a backslash joins to the next one.
            if source.endswith("\\") and error.msg.startswith(("incomplete", "unterminated")):
                return None
            # What becomes valid, or fails in another way, with one more line is incomplete.
            try:
                compiler(source + "\n", filename, symbol)
                return None
            except SyntaxError as error:
                if "incomplete input" in str(error):
                    return None
        else:
            try:
                compiler(source, filename, symbol, incomplete_input=False)
            except SyntaxError:
                # Such as one space in the last line: it is missing its end only.
                return None
    # Now with what there is to warn about.
    return compiler(source, filename, symbol, incomplete_input=False)


def _compile(source, filename, symbol, incomplete_input=True):
    flags = PyCF_DONT_IMPLY_DEDENT
    if incomplete_input:
        flags |= PyCF_ALLOW_INCOMPLETE_INPUT
        source += _LINE_END
    return compile(source, filename, symbol, flags)


def compile_command(source, filename="<input>", symbol="single"):
    """A code object; or None if more lines are needed; or SyntaxError, ValueError, OverflowError.

    `symbol` is "single" for a statement, "exec" for several, "eval" for an expression.
    """
    return _maybe_compile(_compile, source, filename, symbol)


class Compile:
    """compile() that remembers the __future__ statements it has seen."""

    def __init__(self):
        self.flags = PyCF_DONT_IMPLY_DEDENT | PyCF_ALLOW_INCOMPLETE_INPUT

    def __call__(self, source, filename, symbol, **kwargs):
        flags = self.flags
        if kwargs.get("incomplete_input", True) is False:
            flags &= ~PyCF_DONT_IMPLY_DEDENT
            flags &= ~PyCF_ALLOW_INCOMPLETE_INPUT
        else:
            source += _LINE_END
        code = compile(source, filename, symbol, flags, True)
        self.flags |= code.co_flags & _FUTURE_MASK
        return code


class CommandCompiler:
    """compile_command that remembers __future__ statements."""

    def __init__(self):
        self.compiler = Compile()

    def __call__(self, source, filename="<input>", symbol="single"):
        return _maybe_compile(self.compiler, source, filename, symbol)
