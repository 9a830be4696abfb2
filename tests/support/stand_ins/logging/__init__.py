"""A small logging: loggers that hand formatted records to handlers, as assertLogs wants it."""

import sys
import traceback

is_stand_in = True
NOTSET, DEBUG, INFO, WARNING, ERROR, CRITICAL = range(0, 60, 10)
_nameToLevel = {"NOTSET": NOTSET, "DEBUG": DEBUG, "INFO": INFO, "WARNING": WARNING,
                "ERROR": ERROR, "CRITICAL": CRITICAL}
_loggers = {}


def _number(level):
    return _nameToLevel[level] if isinstance(level, str) else level


def getLevelName(level):
    """The name of a number, or the other way round."""
    for name, number in _nameToLevel.items():
        if level in (name, number):
            return number if level == name else name
    return f"Level {level}"


class LogRecord:
    """One message."""

    def __init__(self, name, level, message, args, exc_info):
        self.name = name
        self.levelno = level
        self.levelname = getLevelName(level)
        self.msg = message
        self.args = args
        self.exc_info = sys.exc_info() if exc_info is True else exc_info or None

    def getMessage(self):
        """The message with its arguments."""
        return str(self.msg) % self.args if self.args else str(self.msg)


class Formatter:
    """Makes text of records."""

    def __init__(self, fmt="%(message)s"):
        self._fmt = fmt

    def format(self, record):
        """The record as text, with its traceback."""
        text = self._fmt % {**vars(record), "message": record.getMessage()}
        if record.exc_info:
            text += "\n" + "".join(traceback.format_exception(*record.exc_info)).rstrip("\n")
        return text


class Handler:
    """Where records go."""

    def __init__(self, level=NOTSET):
        self.level = _number(level)
        self.formatter = None

    def setLevel(self, level):
        """Take no lesser records."""
        self.level = _number(level)

    def setFormatter(self, formatter):
        """Use another formatter."""
        self.formatter = formatter

    def format(self, record):
        """The record as text."""
        return (self.formatter or Formatter()).format(record)

    def handle(self, record):
        """Take a record."""
        if record.levelno >= self.level:
            self.emit(record)

    def emit(self, record):
        """Derived classes say what becomes of a record."""
        raise NotImplementedError


class StreamHandler(Handler):
    """Writes to a stream, or to sys.stderr."""

    def __init__(self, stream=None):
        super().__init__()
        self.stream = stream

    def emit(self, record):
        (self.stream or sys.stderr).write(self.format(record) + "\n")


class Logger:
    """A name to log under; without handlers, its parent's."""

    def __init__(self, name):
        self.name = name
        self.level = WARNING if name == "root" else NOTSET
        self.handlers = []
        self.propagate = True
        self.disabled = False

    def setLevel(self, level):
        """Take no lesser records."""
        self.level = _number(level)

    def getEffectiveLevel(self):
        """The level that applies."""
        return self.level or (WARNING if self.name == "root" else _parent(self).getEffectiveLevel())

    def addHandler(self, handler):
        """One more place for records to go to."""
        self.handlers.append(handler)

    def removeHandler(self, handler):
        """One less."""
        self.handlers.remove(handler)

    def log(self, level, message, *args, exc_info=None):
        """Hand a record to the handlers, of the parents too."""
        if level < self.getEffectiveLevel():
            return
        record = LogRecord(self.name, level, message, args, exc_info)
        logger, found = self, False
        while logger is not None:
            for handler in logger.handlers:
                found = True
                handler.handle(record)
            logger = _parent(logger) if logger.propagate else None
        if not found and level >= WARNING:
            StreamHandler().emit(record)

    def debug(self, message, *args, **kwargs):
        """Of level DEBUG."""
        self.log(DEBUG, message, *args, **kwargs)

    def info(self, message, *args, **kwargs):
        """Of level INFO."""
        self.log(INFO, message, *args, **kwargs)

    def warning(self, message, *args, **kwargs):
        """Of level WARNING."""
        self.log(WARNING, message, *args, **kwargs)

    def error(self, message, *args, **kwargs):
        """Of level ERROR."""
        self.log(ERROR, message, *args, **kwargs)

    def critical(self, message, *args, **kwargs):
        """Of level CRITICAL."""
        self.log(CRITICAL, message, *args, **kwargs)

    def exception(self, message, *args, exc_info=True):
        """Of level ERROR, with the exception that is being handled."""
        self.log(ERROR, message, *args, exc_info=exc_info)


def getLogger(name=None):
    """The logger of that name."""
    return _loggers.setdefault(name or "root", Logger(name or "root"))


def _parent(logger):
    if logger.name == "root":
        return None
    return getLogger(logger.name.rpartition(".")[0])
