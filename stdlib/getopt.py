"""Command line options in the way of the C function of the same name."""

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    """An option is unknown, or has a value it should not have, or lacks one. `opt` names it."""

    opt = ""
    msg = ""

    def __init__(self, msg, opt=""):
        self.msg = msg
        self.opt = opt
        super().__init__(msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """Parse options up to the first argument that is none.

    `shortopts` are letters, with a colon after those that take a value; `longopts` are
    words, with "=" after those that do. Returns the list of (option, value) and the
    other arguments.
    """
    opts = []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    while args and args[0].startswith("-") and args[0] != "-":
        if args[0] == "--":
            args = args[1:]
            break
        opts, args = _take(opts, args, shortopts, longopts)
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    """The same, but options may come after other arguments too.

    Unless `shortopts` begins with "+" or the environment has POSIXLY_CORRECT.
    """
    import os
    opts = []
    others = []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    in_order = shortopts.startswith("+") or bool(os.environ.get("POSIXLY_CORRECT"))
    shortopts = shortopts.removeprefix("+")
    while args:
        if args[0] == "--":
            others += args[1:]
            break
        if args[0][:1] == "-" and args[0] != "-":
            opts, args = _take(opts, args, shortopts, longopts)
        elif in_order:
            others += args
            break
        else:
            others.append(args[0])
            args = args[1:]
    return opts, others


def _take(opts, args, shortopts, longopts):
    if args[0].startswith("--"):
        return do_longs(opts, args[0][2:], longopts, args[1:])
    return do_shorts(opts, args[0][1:], shortopts, args[1:])


def do_longs(opts, opt, longopts, args):
    """Add a long option, given without its dashes; its value may be the next argument."""
    opt, equals, value = opt.partition("=")
    value = value if equals else None
    has_value, opt = long_has_args(opt, longopts)
    if has_value:
        if value is None:
            if not args:
                raise GetoptError(f"option --{opt} requires argument", opt)
            value, args = args[0], args[1:]
    elif value is not None:
        raise GetoptError(f"option --{opt} must not have an argument", opt)
    opts.append(("--" + opt, value or ""))
    return opts, args


def long_has_args(opt, longopts):
    """(whether it takes a value, its full name) for a long option or the start of one."""
    possible = [name for name in longopts if name.startswith(opt)]
    if not possible:
        raise GetoptError(f"option --{opt} not recognized", opt)
    if opt in possible:
        return False, opt
    if opt + "=" in possible:
        return True, opt
    if len(possible) > 1:
        raise GetoptError(f"option --{opt} not a unique prefix", opt)
    name = possible[0]
    return name.endswith("="), name.removesuffix("=")


def do_shorts(opts, optstring, shortopts, args):
    """Add the options of one argument, given without its dash."""
    while optstring:
        opt, optstring = optstring[0], optstring[1:]
        value = ""
        if short_has_arg(opt, shortopts):
            if not optstring:
                if not args:
                    raise GetoptError(f"option -{opt} requires argument", opt)
                optstring, args = args[0], args[1:]
            value, optstring = optstring, ""
        opts.append(("-" + opt, value))
    return opts, args


def short_has_arg(opt, shortopts):
    """Does the option take a value?"""
    for place, letter in enumerate(shortopts):
        if letter == opt != ":":
            return shortopts.startswith(":", place + 1)
    raise GetoptError(f"option -{opt} not recognized", opt)
